using System.Net;
using PhiLens.Pipeline.Redaction;
using PhiLens.Sidecar.Commands;
using PhiLens.Sidecar.Configuration;
using PhiLens.Sidecar.Health;
using PhiLens.Sidecar.Tests.Configuration;
using PhiLens.Sidecar.Tests.Configuration.FireLens;

namespace PhiLens.Sidecar.Tests.Commands;

public sealed class CommandLineTests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();
    private int _runs;

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }

    [Theory]
    [InlineData]
    [InlineData("run")]
    public async Task Without_a_command_the_sidecar_runs(params string[] arguments)
    {
        Assert.Equal(ExitCode.Ok, await RunAsync(arguments));
        Assert.Equal(1, _runs);
    }

    [Theory]
    [InlineData("bla")]
    [InlineData("--verbose")]
    [InlineData("run", "fast")]
    [InlineData("check-config", "--all")]
    [InlineData("version", "x")]
    [InlineData("healthcheck", "alive")]
    [InlineData("healthcheck", "live", "ready")]
    [InlineData("redact", "--explains")]
    [InlineData("redact", "--container")]
    [InlineData("redact", "file.log")]
    [InlineData("decrypt", "--keys")]
    [InlineData("decrypt", "file.log")]
    [InlineData("decrypt", "--verify", "--inspect")]
    [InlineData("help", "bla")]
    public async Task What_it_does_not_know_is_refused_with_one_sentence(params string[] arguments)
    {
        Assert.Equal(ExitCode.Refused, await RunAsync(arguments));
        Assert.EndsWith(".", Assert.Single(_error.ToString().TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
        Assert.Empty(_output.ToString());
        Assert.Equal(0, _runs);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("help")]
    [InlineData("help", "run")]
    [InlineData("run", "--help")]
    [InlineData("check-config", "-h")]
    [InlineData("help", "version")]
    [InlineData("healthcheck", "--help")]
    [InlineData("redact", "--help")]
    public async Task Help_goes_to_standard_output(params string[] arguments)
    {
        Assert.Equal(ExitCode.Ok, await RunAsync(arguments));
        Assert.Contains("Usage: philens", _output.ToString(), StringComparison.Ordinal);
        Assert.Empty(_error.ToString());
    }

    [Fact]
    public async Task A_refused_configuration_prints_every_error_and_does_not_run()
    {
        ExitCode code = await RunAsync(["run"], ("PHILENS_LOG__LEVEL", "x"), ("PHILENS_LOG__FORMAT", "y"));

        Assert.Equal(ExitCode.Refused, code);
        Assert.Equal(2, _error.ToString().TrimEnd('\n').Split('\n').Length);
        Assert.Equal(0, _runs);
    }

    [Fact]
    public async Task Check_config_prints_every_setting_with_its_origin()
    {
        ExitCode code = await RunAsync(["check-config"], ("PHILENS_LOG__LEVEL", "debug"));

        Assert.Equal(ExitCode.Ok, code);
        string[] lines = [.. _output.ToString().Split('\n').TakeWhile(l => l.Length > 0)];
        Assert.Equal(Sidecar.Configuration.Table.Settings.All.Count, lines.Length);
        Assert.All(lines, l => Assert.Matches(@"^PHILENS_[A-Z_]+ +=.*   # \S", l));
        Assert.Single(lines, l => l.StartsWith("PHILENS_LOG__LEVEL ", StringComparison.Ordinal)
            && l.EndsWith("# PHILENS_LOG__LEVEL", StringComparison.Ordinal));
        Assert.DoesNotContain('\e', _output.ToString());
    }

    [Fact]
    public async Task Check_config_tells_how_the_agents_file_was_understood_and_no_value_of_a_variable()
    {
        HostFacts host = Given.Host with
        {
            FireLens = AgentFile.Of("""
                [INPUT]
                    Name forward
                    unix_path /var/run/fluent.sock
                [FILTER]
                    Name record_modifier
                    Match *
                    Record team ${TEAM}
                [OUTPUT]
                    Name cloudwatch_logs
                    Match api-firelens*
                    region us-east-1
                    log_group_name ${GROUP}
                    log_stream_prefix api-
                    role_arn ${ROLE}
                    external_id ${EXTERNAL}
                    Retry_Limit 5
                """).Surroundings,
        };

        ExitCode code = await RunAsync(
            ["check-config"],
            host,
            [
                ("PHILENS_SOURCES__STDIN", "false"),
                ("PHILENS_CLOUDWATCH__LOGGROUP", ""),
                ("TEAM", "hush-team"),
                ("GROUP", "hush-group"),
                ("ROLE", "arn:aws:iam::111122223333:role/hush"),
                ("EXTERNAL", "hush-id"),
            ]);

        Assert.Equal(ExitCode.Ok, code);
        string text = _output.ToString();
        Assert.DoesNotContain("hush", text, StringComparison.Ordinal);
        Assert.Contains("fluent-bit.conf:1 [INPUT] kept: takes the Forward protocol", text, StringComparison.Ordinal);
        Assert.Contains("[OUTPUT] means nothing here: Retry_Limit", text, StringComparison.Ordinal);
        Assert.Contains(
            "  api-firelens*: filter at /fluent-bit/etc/fluent-bit.conf:4 -> whole records to group "
                + "(from a variable), stream api-{tag}\n",
            text,
            StringComparison.Ordinal);
        Assert.Contains("any other: left out\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_config_tells_what_is_redacted()
    {
        await RunAsync(["check-config"]);
        Assert.Contains("Records are redacted by the preset phi", _output.ToString(), StringComparison.Ordinal);
        Assert.EndsWith(RedactionPolicy.PhiText + "\n", _output.ToString(), StringComparison.Ordinal);

        _output.GetStringBuilder().Clear();
        const string Policy = """{"rules":[{"pattern":"hush\\d+","name":"found","action":"mask"}]}""";
        await RunAsync(["check-config"], ("PHILENS_REDACTION__POLICYJSON", Policy));
        Assert.Contains("  1 pattern: mask, 0 kept as found\n", _output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hush", _output.ToString(), StringComparison.Ordinal);

        _output.GetStringBuilder().Clear();
        await RunAsync(["check-config"], ("PHILENS_REDACTION__PRESET", "off"));
        Assert.EndsWith(
            "\nNothing is redacted: records leave as they were written.\n",
            _output.ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_health_check_without_an_answer_is_a_no()
    {
        Assert.Equal(
            ExitCode.Failure,
            await RunAsync(["healthcheck", "live"], ("PHILENS_HEALTH__LISTEN", "127.0.0.1:1")));
        Assert.Equal("not live: no answer from 127.0.0.1:1.\n", _error.ToString());
    }

    [Fact]
    public async Task A_health_check_cannot_ask_where_any_port_may_be_it()
    {
        Assert.Equal(
            ExitCode.Failure, await RunAsync(["healthcheck"], ("PHILENS_HEALTH__LISTEN", "127.0.0.1:0")));
        Assert.StartsWith("PHILENS_HEALTH__LISTEN ", _error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, false, true, 1)]
    [InlineData("live", false, false, 0)]
    [InlineData("ready", true, false, 0)]
    [InlineData("delivering", true, false, 1)]
    [InlineData("delivering", false, true, 0)]
    public async Task A_health_check_asks_the_running_sidecar(
        string? question, bool isReady, bool isDelivering, int expected)
    {
        var readiness = new Readiness();
        if (isReady)
        {
            readiness.SourcesAreOpen();
        }

        HealthFacts facts = new()
        {
            Ledger = static () => throw new InvalidOperationException(),
            MemoryUsed = static () => 0,
            MemoryLimit = 0,
            Started = default,
            IsDelivering = () => isDelivering,
        };
        await using var server = new HealthServer(
            new IPEndPoint(IPAddress.Loopback, 0), new HttpPages(new HealthPages(readiness, facts).Find), "");
        Assert.Null(await server.StartAsync(TestContext.Current.CancellationToken));
        string[] arguments = question is null ? ["healthcheck"] : ["healthcheck", question];

        // Settings that the health check does not use may be wrong.
        ExitCode code = await RunAsync(
            arguments, ("PHILENS_HEALTH__LISTEN", $"*:{server.Address.Port}"), ("PHILENS_LOG__LEVEL", "wrong"));

        Assert.Equal(expected, (int)code);
        Assert.Equal(expected == 0, _error.ToString().Length == 0);
    }

    [Fact]
    public async Task Check_config_refuses_without_showing_a_secret()
    {
        ExitCode code = await RunAsync(["check-config"], ("PHILENS_ENCRYPTION__PSEUDONYMKEY", "hush-hush"));

        Assert.Equal(ExitCode.Refused, code);
        Assert.DoesNotContain("hush", _output.ToString() + _error, StringComparison.Ordinal);
        Assert.StartsWith("PHILENS_ENCRYPTION__PSEUDONYMKEY ", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Version_tells_what_it_is_and_what_it_runs_on()
    {
        Assert.Equal(ExitCode.Ok, await RunAsync(["version"]));

        Assert.Equal(
            ["philens", "commit", "runtime", "openssl", "fips"],
            _output.ToString().TrimEnd('\n').Split('\n').Select(l => l.Split(' ')[0]));
    }

    private Task<ExitCode> RunAsync(string[] arguments, params (string Name, string Value)[] environment) =>
        RunAsync(arguments, Given.Host, environment);

    private Task<ExitCode> RunAsync(
        string[] arguments, HostFacts host, (string Name, string Value)[] environment) =>
        CommandLine.RunAsync(arguments, new CommandContext
        {
            Output = _output,
            Error = _error,
            Environment = Given.Environment(environment),
            Facts = host,
            Run = _ =>
            {
                _runs++;
                return Task.FromResult(ExitCode.Ok);
            },
        });
}
