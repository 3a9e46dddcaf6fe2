using PhiLens.Sidecar.Configuration.FireLens;
using PhiLens.Sidecar.Configuration.FireLens.Model;
using PhiLens.Sidecar.Configuration.FireLens.Readers;
using PhiLens.Sidecar.Configuration.FireLens.Sections;

namespace PhiLens.Sidecar.Tests.Configuration.FireLens;

public sealed class CloudWatchOptionTests
{
    /// <summary>A value that each option may have; the others take anything.</summary>
    private static readonly Dictionary<string, string> Values = new()
    {
        ["region"] = "eu-central-1",
        ["log_format"] = "json/emf",
        ["role_arn"] = "arn:aws:iam::111122223333:role/x",
        ["sts_endpoint"] = "https://sts.example",
        ["auto_create_group"] = "true",
        ["log_retention_days"] = "30",
        ["log_group_class"] = "INFREQUENT_ACCESS",
        ["endpoint"] = "logs.example",
        ["tls"] = "on",
        ["tls.verify"] = "on",
        ["tls.verify_hostname"] = "on",
        ["new_log_group_tags"] = "a=b,c=d e",
        ["log_group_template"] = "g.$source",
        ["log_stream_template"] = "$TAG",
        ["match_regex"] = "^a",
    };

    /// <summary>What the plugins have, and what Fluent Bit gives every output.</summary>
    private const string Documented =
        "region log_group_name log_stream_name log_stream_prefix log_key log_format role_arn external_id "
        + "sts_endpoint auto_create_group log_retention_days endpoint Retry_Limit workers net.keepalive "
        + "net.keepalive_idle_timeout net.connect_timeout net.io_timeout net.max_worker_connections alias log_level "
        + "Match storage.total_limit_size extra_user_agent ";

    private const string DocumentedLogs = Documented
        + "log_group_template log_stream_template log_group_class profile auto_retry_requests metric_namespace "
        + "metric_dimensions add_entity port tls tls.verify tls.ca_file tls.debug tls.crt_file tls.key_file "
        + "tls.key_passwd";

    private const string DocumentedGo = Documented
        + "default_log_group_name default_log_stream_name auto_create_stream new_log_group_tags credentials_endpoint";

    public static TheoryData<string, string> Rows => [.. Table("cloudwatch_logs"), .. Table("cloudwatch")];

    [Fact]
    public void Every_documented_option_has_a_row()
    {
        Assert.All(DocumentedLogs.Split(' '), key => Assert.NotNull(CloudWatchTables.Logs.Find(key)));
        Assert.All(DocumentedGo.Split(' '), key => Assert.NotNull(CloudWatchTables.Go.Find(key)));
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Every_option_is_kept_or_told_once_or_refused(string plugin, string key)
    {
        OptionRow row = (plugin == "cloudwatch" ? CloudWatchTables.Go : CloudWatchTables.Logs).Find(key)!;
        string line = key.EndsWith('.') ? $"{key}x" : key;
        AgentFile file = AgentFile.Of(TwoOutputs(plugin, line, Values.GetValueOrDefault(key, "1234")));

        FireLensResult result = file.Read();

        FireLensFinding[] told = [.. result.Findings.Where(f => f.Kind == FindingKind.Meaningless)];
        Assert.Equal(row.Fate == OptionFate.Meaningless ? [$"{line}: {row.Text}"] : [], told.Select(f => f.Text));
        Assert.Equal(row.Fate == OptionFate.Refused ? 2 : 0, result.Errors.Count);
        Assert.All(result.Errors, e => Assert.Contains($" [OUTPUT] {line} ", e.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void Every_kept_option_of_the_c_plugin_reaches_the_plan()
    {
        CloudWatchOutput output = Read(
            """
            [OUTPUT]
                Name cloudwatch_logs
                Match a*
                region eu-central-1
                log_group_name /g
                log_stream_name s
                log_key log
                log_format json/emf
                role_arn arn:aws:iam::111122223333:role/x
                external_id hush
                sts_endpoint https://sts.example
                auto_create_group yes
                log_retention_days 30
                log_group_class standard
                endpoint logs.example
                port 9443
                tls.ca_file /ca.pem
            """);

        Assert.Equal("eu-central-1", output.Region);
        Assert.Equal(("/g", "s"), (output.Group.ToText(), output.Stream.ToText()));
        Assert.Equal("log", output.LogKey);
        Assert.True(output.EmbeddedMetricFormat && output.CreateGroup);
        Assert.Equal("arn:aws:iam::111122223333:role/x", output.RoleArn);
        Assert.Equal("hush", output.ExternalId!.Reveal());
        Assert.Equal("***", output.ExternalId.ToString());
        Assert.Equal("https://sts.example/", output.StsEndpoint!.AbsoluteUri);
        Assert.Equal("https://logs.example:9443/", output.Endpoint!.AbsoluteUri);
        Assert.Equal(30, output.RetentionDays);
        Assert.Equal("STANDARD", output.LogGroupClass);
        Assert.Equal("/ca.pem", output.CaFile);
    }

    [Fact]
    public void The_last_of_two_values_holds_and_zero_days_are_none()
    {
        CloudWatchOutput output = Read(
            "[OUTPUT]\n    Name cloudwatch\n    Match *\n    log_group_name a\n    log_group_name b\n"
            + "    log_stream_name s\n    log_retention_days 0\n    new_log_group_tags a=b,c=d e\n");

        Assert.Equal("b", output.Group.ToText());
        Assert.Null(output.RetentionDays);
        Assert.Equal([new("a", "b"), new("c", "d e")], output.Tags);
    }

    private static CloudWatchOutput Read(string text) =>
        Assert.IsType<CloudWatchOutput>(Assert.Single(AgentFile.Of(text).Plan().Outputs));

    private static string TwoOutputs(string plugin, string key, string value)
    {
        Dictionary<string, string> entries = new(StringComparer.OrdinalIgnoreCase)
        {
            ["name"] = plugin,
            ["match"] = "*",
            ["log_group_name"] = "g",
            ["log_stream_name"] = "s",
        };
        if (key == "log_stream_prefix")
        {
            entries.Remove("log_stream_name");
        }

        if (key == "port")
        {
            entries["endpoint"] = "logs.example";
        }

        entries[key] = key is "name" ? plugin : value;
        string section = "[OUTPUT]\n" + string.Concat(entries.Select(e => $"    {e.Key} {e.Value}\n"));
        return section + section;
    }

    private static IEnumerable<TheoryDataRow<string, string>> Table(string plugin) =>
        (plugin == "cloudwatch" ? CloudWatchTables.Go : CloudWatchTables.Logs).Rows.Select(
            row => new TheoryDataRow<string, string>(plugin, row.Name));
}
