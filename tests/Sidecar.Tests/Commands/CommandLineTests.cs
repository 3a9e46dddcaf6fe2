using PhiLens.Sidecar.Commands;
using PhiLens.Sidecar.Tests.Configuration;

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
    [InlineData("healthcheck", "live")]
    [InlineData("redact")]
    [InlineData("decrypt")]
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
        string[] lines = _output.ToString().TrimEnd('\n').Split('\n');
        Assert.Equal(Sidecar.Configuration.Table.Settings.All.Count, lines.Length);
        Assert.All(lines, l => Assert.Matches(@"^PHILENS_[A-Z_]+ +=.*   # \S", l));
        Assert.Single(lines, l => l.StartsWith("PHILENS_LOG__LEVEL ", StringComparison.Ordinal)
            && l.EndsWith("# PHILENS_LOG__LEVEL", StringComparison.Ordinal));
        Assert.DoesNotContain('\e', _output.ToString());
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
        CommandLine.RunAsync(arguments, new CommandContext
        {
            Output = _output,
            Error = _error,
            Environment = Given.Environment(environment),
            Facts = Given.Host,
            Run = _ =>
            {
                _runs++;
                return Task.FromResult(ExitCode.Ok);
            },
        });
}
