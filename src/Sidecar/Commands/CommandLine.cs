using PhiLens.Sidecar.Commands.Decrypting;
using PhiLens.Sidecar.Commands.Redacting;
using PhiLens.Sidecar.Configuration;

namespace PhiLens.Sidecar.Commands;

/// <summary>Finds the command that the arguments name. No argument means <c>run</c>.</summary>
internal static class CommandLine
{
    private static readonly string[] HelpWords = ["--help", "-h", "help"];

    /// <summary>Whether the arguments ask for the sidecar itself.</summary>
    public static bool IsRun(string[] arguments) => arguments is [] or ["run"];

    /// <summary>Runs the command, or refuses the arguments with one sentence.</summary>
    /// <param name="arguments">The arguments, without the program's name.</param>
    /// <param name="context">What the command gets.</param>
    public static Task<ExitCode> RunAsync(string[] arguments, CommandContext context)
    {
        string command = arguments.Length == 0 ? "run" : arguments[0];
        string[] rest = arguments.Length == 0 ? [] : arguments[1..];
        if (HelpWords.Contains(command))
        {
            return Task.FromResult(Help(rest, context));
        }

        if (rest.Length > 0 && rest.All(r => r is "--help" or "-h"))
        {
            return Task.FromResult(Help([command], context));
        }

        if (command == "healthcheck" && (rest.Length == 0 || (rest.Length == 1 && HealthcheckCommand.Knows(rest[0]))))
        {
            return HealthcheckCommand.RunAsync(rest.FirstOrDefault(), context);
        }

        if (command == "redact" && RedactArguments.Read(rest) is { } redact)
        {
            return RedactCommand.RunAsync(redact, context);
        }

        if (command == "decrypt" && DecryptArguments.Read(rest) is { } decrypt)
        {
            return DecryptCommand.RunAsync(decrypt, context);
        }

        if (rest.Length > 0 && Usage.Of(command) is not null)
        {
            string argument = Printable.OneLine(rest[0], Printable.LongestQuote);
            string takes = command switch
            {
                "healthcheck" => "live, ready or delivering",
                "decrypt" => "--keys FILE, --key-log-group GROUP, --only TYPE, --scope NAME, and --verify or --inspect",
                "redact" => "--explain, --container NAME and --stream NAME",
                _ => "no argument",
            };
            return Task.FromResult(Refuse(context, $"{command} takes {takes}, but was given {argument}."));
        }

        return DispatchAsync(command, context);
    }

    private static Task<ExitCode> DispatchAsync(string command, CommandContext context) => command switch
    {
        "run" => RunSidecarAsync(context),
        "check-config" => Task.FromResult(CheckConfigCommand.Run(context)),
        "version" or "--version" => Task.FromResult(VersionCommand.Run(context)),
        _ => Task.FromResult(Refuse(
            context,
            $"{Printable.OneLine(command, Printable.LongestQuote)} is not a command; philens --help lists them.")),
    };

    private static Task<ExitCode> RunSidecarAsync(CommandContext context)
    {
        ConfigurationResult result = ConfigurationReader.Read(context.Environment, context.Facts);
        return result.Options is { } options
            ? context.Run(options)
            : Task.FromResult(ConfigurationErrors.Print(result, context.Error));
    }

    private static ExitCode Help(string[] topics, CommandContext context)
    {
        string? usage = topics.Length == 0 ? Usage.General : Usage.Of(topics[0]);
        if (usage is null || topics.Length > 1)
        {
            string topic = Printable.OneLine(string.Join(' ', topics), Printable.LongestQuote);
            return Refuse(context, $"There is no help on {topic}; philens --help lists the commands.");
        }

        context.Output.Write(usage);
        return ExitCode.Ok;
    }

    private static ExitCode Refuse(CommandContext context, string sentence)
    {
        context.Error.WriteLine(sentence);
        return ExitCode.Refused;
    }
}
