using System.Text.RegularExpressions;

namespace PhiLens.Sidecar.Tests.Configuration.FireLens;

public sealed class WrongFileTests
{
    private const string Logs = "[OUTPUT]\n    Name cloudwatch_logs\n    Match *\n    log_group_name g\n"
        + "    log_stream_name s\n    ";

    private const string Go = "[OUTPUT]\n    Name cloudwatch\n    Match *\n    log_group_name g\n"
        + "    log_stream_name s\n    ";

    private const string Grep = "[FILTER]\n    Name grep\n    Match *\n    ";
    private const string Modifier = "[FILTER]\n    Name record_modifier\n    Match *\n    ";
    private const string Parser = "[FILTER]\n    Name parser\n    Match *\n    Key_Name log\n    Parser json\n    ";
    private const string Multiline = "[FILTER]\n    Name multiline\n    Match *\n    multiline.parser java\n    ";
    private const string Forward = "[INPUT]\n    Name forward\n    ";

    private static readonly string[] Secrets =
        ["hush-hush", "log hush-hush(?=x)", "a hush-hush", "$hush-hush", ":hush-hush\n"];

    public static TheoryData<string, int, string> WrongFiles => new()
    {
        { "Key value\n", 1, "file" },
        { "    Key value\n", 1, "file" },
        { "[]\n", 1, "[" },
        { "[OUTPUT\n", 1, "[" },
        { "@SET nothing\n", 1, "@SET" },
        { "@WHAT x\n", 1, "@WHAT" },
        { "@INCLUDE /missing.conf\n", 1, "@INCLUDE" },
        { "@INCLUDE /forbidden\n", 1, "@INCLUDE" },
        { "@INCLUDE /x/*.conf\n", 1, "@INCLUDE" },
        { "@INCLUDE /*/x.conf\n", 1, "@INCLUDE" },
        { "@INCLUDE /fluent-bit/configs/plugin-metrics-to-cloudwatch.conf\n", 1, "@INCLUDE" },
        { "pipeline:\n  inputs:\n", 1, "file" },
        { "[SERVICE]\n    Flush 1\nGrace 2\n", 3, "[SERVICE]" },
        { "[SERVICE]\n    Flush\n", 2, "[SERVICE]" },
        { "[SERVICE]\n    [GROUP]\n", 2, "[SERVICE]" },
        { "[SERVICE]\n    Colour red\n", 2, "[SERVICE]" },
        { "[SERVICE]\n    Plugins_File x\n", 2, "[SERVICE]" },
        { "[SERVICE]\n    HTTP_Server perhaps\n", 2, "[SERVICE]" },
        { "[SERVICE]\n    HTTP_Server on\n    HTTP_Port x\n", 1, "[SERVICE]" },
        { "[SERVICE]\n    Log_Level loud\n", 2, "[SERVICE]" },
        { "[MULTILINE_PARSER]\n    name x\n", 1, "[MULTILINE_PARSER]" },
        { "[PARSER]\n    name x\n", 1, "[PARSER]" },
        { "[INPUT]\n    Tag x\n", 1, "[INPUT]" },
        { "[INPUT]\n    Name tail\n    Path x\n", 2, "[INPUT]" },
        { "[INPUT]\n    Name tcp\n    Port 5170\n", 1, "[INPUT]" },
        { Forward + "unix_path relative\n", 3, "[INPUT]" },
        { Forward + "Port x\n", 1, "[INPUT]" },
        { Forward + "Listen example.com\n", 1, "[INPUT]" },
        { Forward + "unix_path /a\n    unix_perm 999\n", 4, "[INPUT]" },
        { Forward + "tls on\n", 3, "[INPUT]" },
        { Forward + "tls.crt_file x\n", 3, "[INPUT]" },
        { Forward + "Security.Users a b\n", 3, "[INPUT]" },
        { "[FILTER]\n    Name lua\n    Match *\n", 2, "[FILTER]" },
        { "[FILTER]\n    Name grep\n    Exclude log x\n", 1, "[FILTER]" },
        { Grep + "Exclude log\n", 4, "[FILTER]" },
        { Grep + "Exclude log a(?=b)\n", 4, "[FILTER]" },
        { Grep + "Regex $x[ a\n", 4, "[FILTER]" },
        { Grep + "Logical_Op AND\n", 1, "[FILTER]" },
        { Grep + "Logical_Op XOR\n    Regex log x\n", 4, "[FILTER]" },
        { Grep + "Logical_Op or\n    Regex log x\n    Exclude log y\n", 1, "[FILTER]" },
        { Grep + "Match_Regex (\n    Regex log x\n", 4, "[FILTER]" },
        { Modifier + "Record a\n", 4, "[FILTER]" },
        { Modifier + "Uuid_key x\n    Record a b\n", 4, "[FILTER]" },
        { Modifier + "Remove_key a\n    Allowlist_key b\n", 1, "[FILTER]" },
        { Modifier + "Alias x\n", 1, "[FILTER]" },
        { "[FILTER]\n    Name modify\n    Match *\n    Set a\n", 4, "[FILTER]" },
        { "[FILTER]\n    Name modify\n    Match *\n    Remove a b\n", 4, "[FILTER]" },
        { "[FILTER]\n    Name modify\n    Match *\n    Remove a\n    Condition Key_exists a\n", 5, "[FILTER]" },
        { "[FILTER]\n    Name modify\n    Match *\n", 1, "[FILTER]" },
        { Parser + "Parser nginx\n", 6, "[FILTER]" },
        { Multiline + "multiline.key_content x\n", 5, "[FILTER]" },
        { Multiline + "multiline.parser cri\n", 5, "[FILTER]" },
        { "[OUTPUT]\n    Name s3\n    Match *\n", 2, "[OUTPUT]" },
        { "[OUTPUT]\n    Name null\n", 1, "[OUTPUT]" },
        { "[OUTPUT]\n    Name null\n    Match *\n    x y\n", 4, "[OUTPUT]" },
        { "[OUTPUT]\n    Name cloudwatch_logs\n    Match *\n    log_stream_name s\n", 1, "[OUTPUT]" },
        { "[OUTPUT]\n    Name cloudwatch_logs\n    Match *\n    log_group_name s\n", 1, "[OUTPUT]" },
        { Logs + "log_stream_prefix x\n", 1, "[OUTPUT]" },
        { Logs + "region Frankfurt\n", 6, "[OUTPUT]" },
        { Logs + "log_group_name a:b\n", 6, "[OUTPUT]" },
        { Logs + "log_stream_name a:b\n", 6, "[OUTPUT]" },
        { Logs + "log_key $log\n", 6, "[OUTPUT]" },
        { Logs + "log_retention_days 2\n", 6, "[OUTPUT]" },
        { Logs + "log_group_class GOLD\n", 6, "[OUTPUT]" },
        { Logs + "log_format emf\n", 6, "[OUTPUT]" },
        { Logs + "role_arn x\n", 6, "[OUTPUT]" },
        { Logs + "endpoint http://x\n", 6, "[OUTPUT]" },
        { Logs + "port 1\n", 6, "[OUTPUT]" },
        { Logs + "auto_create_group maybe\n", 6, "[OUTPUT]" },
        { Logs + "tls off\n", 6, "[OUTPUT]" },
        { Logs + "tls.verify off\n", 6, "[OUTPUT]" },
        { Logs + "new_log_group_tags a=b\n", 6, "[OUTPUT]" },
        { Logs + "log_group_template a.$\n", 6, "[OUTPUT]" },
        { Logs + "colour red\n", 6, "[OUTPUT]" },
        { Go + "log_stream_name $(tag\n", 6, "[OUTPUT]" },
        { Go + "new_log_group_tags a\n", 6, "[OUTPUT]" },
        { Go + "log_group_template $TAG\n", 6, "[OUTPUT]" },
        { Logs + "region ${NOT_SET}\n", 6, "[OUTPUT]" },
    };

    [Theory]
    [MemberData(nameof(WrongFiles))]
    public void What_is_wrong_is_refused_with_one_sentence_that_names_section_file_and_line(
        string text, int line, string section)
    {
        string error = AgentFile.Of(text).Error();

        Assert.StartsWith($"{AgentFile.Path}:{line} {section} ", error, StringComparison.Ordinal);
        Assert.EndsWith(".", error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error);
    }

    [Fact]
    public void All_errors_come_together_and_each_file_is_named() => Assert.Equal(
        ["/a.conf:1", $"{AgentFile.Path}:2", $"{AgentFile.Path}:5"],
        AgentFile.Of("@INCLUDE /a.conf\n[FILTER]\n    a b\n[OUTPUT]\n    Name s3\n")
            .With("/a.conf", "[NOPE]\n    a b\n")
            .Read().Errors.Select(e => e.Place.ToString()));

    [Fact]
    public void No_message_shows_what_a_variable_holds()
    {
        foreach (Match wrong in WrongFiles.Select(row => Regex.Match(row.Data.Item1, @"^([^@].*\n)(\s+\S+ )(.*)\n$",
            RegexOptions.Singleline)))
        {
            string text = wrong.Success ? $"{wrong.Groups[1].Value}{wrong.Groups[2].Value}${{SECRET}}\n" : "";
            foreach (string secret in Secrets)
            {
                var result = AgentFile.Of(text).Variable("SECRET", secret).Read();

                Assert.All(result.Errors, e => Assert.DoesNotContain("hush", e.ToString(), StringComparison.Ordinal));
                Assert.All(result.Findings, f => Assert.DoesNotContain("hush", f.ToString(), StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public void No_message_shows_a_secret_that_is_written_out()
    {
        var result = AgentFile.Of(Forward + "shared_key hush\n" + Logs + "external_id hush\n").Read();

        Assert.NotNull(result.Plan);
        Assert.All(result.Findings, f => Assert.DoesNotContain("hush", f.ToString(), StringComparison.Ordinal));
        Assert.DoesNotContain("hush", result.Plan.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hush", result.Plan.Inputs[0].ToString(), StringComparison.Ordinal);
    }
}
