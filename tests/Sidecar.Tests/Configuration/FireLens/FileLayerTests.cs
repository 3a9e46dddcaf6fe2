using PhiLens.Sidecar.Configuration;
using PhiLens.Sidecar.Configuration.FireLens;
using PhiLens.Sidecar.Configuration.FireLens.Files;
using Serilog.Events;

namespace PhiLens.Sidecar.Tests.Configuration.FireLens;

/// <summary>The agent's file stands between the defaults and the settings.</summary>
public sealed class FileLayerTests
{
    private const string Minimal = """
        [INPUT]
            Name forward
            unix_path /var/run/fluent.sock
        [OUTPUT]
            Name cloudwatch_logs
            Match api-firelens*
            region us-east-1
            log_group_name /ecs/clinic
            log_stream_prefix api-
            auto_create_group false
            log_retention_days 30
            role_arn arn:aws:iam::111122223333:role/logs
            external_id ${SECRET}
        """;

    [Fact]
    public void The_file_alone_says_what_to_read_and_where_to_ship()
    {
        SidecarOptions options = Options(AgentFile.Of(Minimal));

        Assert.Equal("/var/run/fluent.sock", Assert.Single(options.FireLens!.Inputs).Address.UnixPath);
        CloudWatchOptions output = Assert.Single(options.Outputs).CloudWatch;
        Assert.Equal(("us-east-1", "", ""), (output.Region, output.LogGroup, output.LogStream));
        Assert.Equal((false, 30), (output.CreateGroup, output.RetentionDays));
        Assert.Equal("arn:aws:iam::111122223333:role/logs", output.RoleArn);
        Assert.Equal("hush", output.ExternalId!.Reveal());
        Assert.DoesNotContain("hush", options.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_setting_that_somebody_gave_wins_even_when_it_is_the_default()
    {
        SidecarOptions options = Options(
            AgentFile.Of(Minimal),
            ("PHILENS_CLOUDWATCH__REGION", "eu-central-1"),
            ("PHILENS_CLOUDWATCH__CREATEGROUP", "true"),
            ("PHILENS_CLOUDWATCH__LOGSTREAM", "{container}/{task_id}"),
            ("PHILENS_CLOUDWATCH__ROLEARN", "arn:aws:iam::111122223333:role/other"),
            ("PHILENS_CLOUDWATCH__ENDPOINT", "https://127.0.0.1:9443"));

        CloudWatchOptions output = Assert.Single(options.Outputs).CloudWatch;
        Assert.Equal(("eu-central-1", true, 30), (output.Region, output.CreateGroup, output.RetentionDays));
        Assert.Equal(("", "{container}/{task_id}"), (output.LogGroup, output.LogStream));
        Assert.Equal(("arn:aws:iam::111122223333:role/other", null), (output.RoleArn, output.ExternalId));
        Assert.Equal("https://127.0.0.1:9443/", output.Endpoint!.AbsoluteUri);
    }

    [Fact]
    public void The_region_of_the_environment_is_a_default_that_the_file_wins_over()
    {
        string withoutRegion = Minimal.Replace("    region us-east-1\n", "", StringComparison.Ordinal);

        Assert.Equal("us-east-1", Region(Minimal, ("AWS_REGION", "eu-west-1")));
        Assert.Equal("eu-west-1", Region(withoutRegion, ("AWS_REGION", "eu-west-1")));
        Assert.Equal("PHILENS_CLOUDWATCH__REGION", Assert.Single(Read(AgentFile.Of(withoutRegion)).Errors).Variable);
    }

    [Fact]
    public void Forward_sockets_of_the_settings_replace_those_of_the_file_and_this_is_told()
    {
        SidecarOptions options = Options(
            AgentFile.Of(Minimal), ("PHILENS_SOURCES__FORWARD", "tcp:127.0.0.1:24224"));

        Assert.Empty(options.FireLens!.Inputs);
        Assert.Contains(options.FireLens.Findings, f =>
            f.Kind == FindingKind.Note && f.Text.Contains("SOURCES__FORWARD", StringComparison.Ordinal));
        Assert.Single(options.Outputs);
    }

    [Fact]
    public void Other_sources_are_read_as_well_and_ship_where_the_settings_say()
    {
        ConfigurationResult without = Read(AgentFile.Of(Minimal), ("PHILENS_SOURCES__FIFO", "/run/a.stdout"));
        SidecarOptions options = Options(
            AgentFile.Of(Minimal),
            ("PHILENS_SOURCES__FIFO", "/run/a.stdout"),
            ("AWS_REGION", "eu-west-1"),
            ("PHILENS_CLOUDWATCH__LOGGROUP", "/ecs/lines"));

        Assert.Equal(
            ["PHILENS_CLOUDWATCH__REGION", "PHILENS_CLOUDWATCH__LOGGROUP"], without.Errors.Select(e => e.Variable));
        Assert.Single(options.FireLens!.Inputs);
        Assert.Equal([null, options.FireLens.Plan.Outputs[0]], options.Outputs.Select(o => o.Output));
    }

    [Fact]
    public void A_file_without_an_output_needs_a_group_of_the_settings()
    {
        string inputs = Minimal[..Minimal.IndexOf("[OUTPUT]", StringComparison.Ordinal)];

        Assert.Equal(2, Read(AgentFile.Of(inputs)).Errors.Count);
        Assert.True(Options(
            AgentFile.Of(inputs),
            ("PHILENS_CLOUDWATCH__LOGGROUP", "/ecs/x"),
            ("AWS_REGION", "eu-west-1")).HasOwnOutput);
    }

    [Fact]
    public void What_is_refused_says_its_line_and_nothing_else_is_complained_about()
    {
        ConfigurationError error = Assert.Single(Read(
            AgentFile.Of(AgentFile.Recorded("firelens-host.conf"))).Errors);

        Assert.StartsWith(
            "/fluent-bit/etc/fluent-bit.conf:8 [OUTPUT] names the output kinesis_firehose", error.ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_the_fluentd_type_is_refused_where_the_agent_mounts_it()
    {
        AgentFile file = new AgentFile().With(FluentdFiles.Path, AgentFile.Recorded("firelens-fluentd.conf"));

        string error = Assert.Single(Read(file).Errors).ToString();

        Assert.StartsWith("/fluentd/etc/fluent.conf:2 <source>", error, StringComparison.Ordinal);
        Assert.Contains("\"type\": \"fluentbit\"", error, StringComparison.Ordinal);
        Assert.DoesNotContain(
            Read(file, ("PHILENS_FIRELENS__CONFIG", "/missing")).Errors,
            e => e.Variable.Contains("fluentd", StringComparison.Ordinal));
    }

    [Fact]
    public void A_missing_file_is_never_an_error() => Assert.Empty(Read(
        new AgentFile(),
        ("PHILENS_FIRELENS__CONFIG", "/missing"),
        ("PHILENS_SOURCES__STDIN", "true"),
        ("PHILENS_CLOUDWATCH__LOGGROUP", "/ecs/x"),
        ("AWS_REGION", "eu-west-1")).Errors);

    [Fact]
    public void The_level_of_the_file_holds_unless_somebody_set_one()
    {
        AgentFile file = AgentFile.Of($"[SERVICE]\n    Log_Level debug\n{Minimal}");

        Assert.Equal(LogEventLevel.Debug, Options(file).LogLevel);
        Assert.Equal(LogEventLevel.Information, Options(file, ("PHILENS_LOG__LEVEL", "information")).LogLevel);
        Assert.Contains(
            new EffectiveSetting("PHILENS_LOG__LEVEL", "debug", AgentFile.Path), Read(file).Settings);
    }

    [Fact]
    public void Variables_come_from_the_environment_that_is_read()
    {
        SidecarOptions options = Options(AgentFile.Of(Minimal), ("SECRET", "from-the-environment"));

        Assert.Equal("from-the-environment", options.Outputs[0].CloudWatch.ExternalId!.Reveal());
    }

    [Fact]
    public void Roots_that_cannot_be_read_are_refused_by_their_section()
    {
        AgentFile file = AgentFile.Of($"{Minimal}\n    tls.ca_file /missing.pem");

        Assert.StartsWith(
            "/fluent-bit/etc/fluent-bit.conf:4 [OUTPUT] has a tls.ca_file that cannot be used",
            Assert.Single(Read(file).Errors).ToString(),
            StringComparison.Ordinal);
    }

    private static string Region(string text, params (string Name, string Value)[] environment) =>
        Options(AgentFile.Of(text), environment).Outputs[0].CloudWatch.Region;

    private static SidecarOptions Options(AgentFile file, params (string Name, string Value)[] environment)
    {
        ConfigurationResult result = Read(file, environment);
        Assert.Empty(result.Errors.Select(e => e.ToString()));
        return result.Options!;
    }

    private static ConfigurationResult Read(AgentFile file, params (string Name, string Value)[] environment) =>
        ConfigurationReader.Read(
            environment.ToDictionary(pair => pair.Name, pair => pair.Value),
            Given.Host with { FireLens = file.Variable("SECRET", "hush").Surroundings });
}
