namespace PhiLens.Sidecar.Commands;

/// <summary>The help texts.</summary>
internal static class Usage
{
    /// <summary>The help on everything.</summary>
    public const string General = """
        philens: ships the log lines of ECS tasks to CloudWatch Logs, from memory, over TLS.

        Usage: philens [COMMAND]

          run            the sidecar; what happens without a command
          check-config   print the configuration in effect and where each value comes from
          redact         standard input to standard output, as the sidecar would send it
          decrypt        standard input to standard output, encrypted values opened
          healthcheck    ask the running sidecar whether it is well
          version        print version, commit, runtime, OpenSSL and FIPS state
          help COMMAND   print the help on a command

        Settings are environment variables (PHILENS_SECTION__KEY) or a JSON document
        (PHILENS_CONFIG names a file, PHILENS_CONFIG_JSON holds its text).

        Example:
          app | PHILENS_SOURCES__STDIN=true PHILENS_CLOUDWATCH__LOGGROUP=/ecs/clinic philens

        """;

    private const string Run = """
        Usage: philens [run]

        Reads the configured sources and ships every line to CloudWatch Logs. SIGTERM ends it: it
        delivers what it holds, and its last line is the ledger.

        Exit: 0 everything delivered; 1 unexpected failure; 2 configuration refused; 3 records lost.

        Example:
          PHILENS_SOURCES__FIFO=/run/philens/app.stdout PHILENS_CLOUDWATCH__LOGGROUP=/ecs/clinic philens

        """;

    private const string CheckConfig = """
        Usage: philens check-config

        Prints NAME = value   # origin for every setting, secrets masked, how the ECS agent's FireLens
        file was understood, and what is redacted; or every error at once.

        Exit: 0 the configuration can be used; 2 it is refused.

        Example:
          PHILENS_CONFIG=philens.json philens check-config

        """;

    private const string Healthcheck = """
        Usage: philens healthcheck [live|ready|delivering]

        Asks the running sidecar at PHILENS_HEALTH__LISTEN: whether it lives, takes records (what is
        asked when nothing is said), or whether records arrive. It needs no shell.

        Exit: 0 yes; 1 no, or no answer.

        Example, in a container definition:
          "healthCheck": { "command": ["CMD", "/philens", "healthcheck"] }

        """;

    private const string Redact = """
        Usage: philens redact [--explain] [--container NAME] [--stream NAME]

        Writes each line of standard input as the sidecar would send it, by PHILENS_REDACTION__PRESET or
        the policy in PHILENS_REDACTION__POLICY or __POLICYJSON; other settings are not looked at. With
        --explain it tells on standard error, for each redaction, the line, the rule, the bytes (counted
        from 0, the end not among them) and the action, and never the value. --container and --stream
        say whose rules hold, where a policy tells them apart. KMS is not asked: rules that encrypt or
        make pseudonyms do so under a key that is thrown away.

        Exit: 0 done; 2 the arguments or the policy are refused.

        Example:
          PHILENS_REDACTION__POLICY=policy.json philens redact --explain < app.log > redacted.log

        """;

    private const string Decrypt = """
        Usage: philens decrypt [--keys FILE]... [--key-log-group GROUP] [--only TYPE] [--scope NAME]
                               [--verify | --inspect]

        Copies any text from standard input to standard output and replaces encrypted values
        (LE1.type.key.payload.) by what they were. The records of their keys are taken from the text
        itself, from the files of --keys (any text: the log will do), and from a log group. Each key is
        opened once by KMS, with your own credentials and rights, so that CloudTrail shows who looked.

          --only TYPE    only values of these types, as ssn,mrn
          --scope NAME   only values of these scopes; no other key is asked for
          --verify       open everything and show nothing but the counts
          --inspect      list the keys that the text names; KMS is not asked

        Settings: AWS_REGION (for the log group), PHILENS_ENCRYPTION__KEYLOGGROUP, PHILENS_KMS__ENDPOINT,
        PHILENS_CLOUDWATCH__ENDPOINT and __FIPS, PHILENS_TLS__CAFILE. What stays closed is counted on
        standard error.

        Exit: 0 all was opened; 1 some stayed closed; 2 the arguments are refused.

        Example:
          aws logs tail /ecs/clinic | philens decrypt --key-log-group /ecs/clinic

        """;

    private const string Version = """
        Usage: philens version

        Prints version, commit, runtime, OpenSSL version and FIPS state.

        """;

    /// <summary>The help on a command, or null when there is no such command.</summary>
    /// <param name="command">The command's name.</param>
    public static string? Of(string command) => command switch
    {
        "run" => Run,
        "check-config" => CheckConfig,
        "version" or "--version" => Version,
        "healthcheck" => Healthcheck,
        "redact" => Redact,
        "decrypt" => Decrypt,
        _ => null,
    };
}
