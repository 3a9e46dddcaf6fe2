using PhiLens.Sidecar.Configuration;
using PhiLens.Sidecar.Configuration.Binding;

namespace PhiLens.Sidecar.Tests.Configuration;

public sealed class WrongSettingTests
{
    public static TheoryData<string, string> WrongSettings => new()
    {
        { "SOURCES__STDIN", "yes" },
        { "SOURCES__FIFO", "relative/app.stdout" },
        { "SOURCES__FIFO", "/run/app.stdout,/run/app.stdout" },
        { "SOURCES__FIFO", "/run/" },
        { "SOURCES__FIFO", "/run/.stdout" },
        { "SOURCES__FIFO", "/run/a:b" },
        { "SOURCES__FIFO", "/run/a,,/run/b" },
        { "SOURCES__LINES", "udp:127.0.0.1:1" },
        { "SOURCES__LINES", "unix:relative" },
        { "SOURCES__LINES", "unix:/" + "0123456789012345678901234567890123456789012345678901234567890123456789"
            + "01234567890123456789012345678901234567" },
        { "SOURCES__LINES", "tcp:example.com:5170" },
        { "SOURCES__LINES", "tcp:127.0.0.1:0" },
        { "SOURCES__LINES", "tcp:127.0.0.1:65536" },
        { "SOURCES__LINES", "tcp:1:5170" },
        { "SOURCES__LINES", "tcp:127.0.0.1:5170,tcp:localhost:5170" },
        { "SOURCES__FORWARD", "tls:0.0.0.0" },
        { "SOURCES__LINES", "tls:0.0.0.0:24224" },
        { "SOURCES__FORWARDCLIENTCAFILE", "/etc/ca.pem" },
        { "SOURCES__UNIXMODE", "660" },
        { "SOURCES__UNIXMODE", "0888" },
        { "RECORDS__MAXSIZE", "1MB" },
        { "RECORDS__MAXSIZE", "1" },
        { "RECORDS__MAXSIZE", "9223372036854775807GiB" },
        { "RECORDS__MAXSIZE", "17MiB" },
        { "CLOUDWATCH__REGION", "Frankfurt" },
        { "CLOUDWATCH__LOGGROUP", "" },
        { "CLOUDWATCH__LOGGROUP", "/ecs/{nobody}" },
        { "CLOUDWATCH__LOGSTREAM", "a:b" },
        { "CLOUDWATCH__ENDPOINT", "http://127.0.0.1:9443" },
        { "CLOUDWATCH__ENDPOINT", "127.0.0.1:9443" },
        { "CLOUDWATCH__ENDPOINT", "https://user:hush-hush@127.0.0.1" },
        { "CLOUDWATCH__ENDPOINT", "https://127.0.0.1/?x=1" },
        { "CLOUDWATCH__CREATEGROUP", "1" },
        { "CLOUDWATCH__RETENTIONDAYS", "2" },
        { "CLOUDWATCH__RETENTIONDAYS", "-1" },
        { "CLOUDWATCH__KMSKEYID", "alias/philens" },
        { "CLOUDWATCH__KMSKEYID", "arn:aws:kms:eu-central-1:111122223333:alias/philens" },
        { "CLOUDWATCH__LOGGROUPCLASS", "GOLD" },
        { "CLOUDWATCH__TAGS", "novalue" },
        { "CLOUDWATCH__TAGS", "aws:x=1" },
        { "CLOUDWATCH__TAGS", "a=1,a=2" },
        { "CLOUDWATCH__REQUIREKMS", "maybe" },
        { "CLOUDWATCH__FORMAT", "emf" },
        { "CLOUDWATCH__COMPRESSION", "zstd" },
        { "CLOUDWATCH__BATCHAGE", "1" },
        { "CLOUDWATCH__BATCHAGE", "6m" },
        { "CLOUDWATCH__BATCHAGE", "1ms" },
        { "CLOUDWATCH__ROLEARN", "arn:aws:iam::111122223333:user/x" },
        { "RECORDS__OVERSIZE", "drop" },
        { "CLOUDWATCH__ORDER", "loose" },
        { "CLOUDWATCH__RETRYCAP", "99999999999999999999s" },
        { "CLOUDWATCH__RETRYCAP", "1ms" },
        { "CLOUDWATCH__FIPS", "required" },
        { "FORWARD__TO", "127.0.0.1:24224" },
        { "FORWARD__TO", "tcp:127.0.0.1" },
        { "FORWARD__TO", "tcp:127.0.0.1:0" },
        { "FORWARD__TO", "tcp:a host:24224" },
        { "FORWARD__TO", "tcp:::1:24224" },
        { "FORWARD__TO", "unix:relative.sock" },
        { "FORWARD__TO", "tcp:a:1,tls:a:1" },
        { "FORWARD__TAG", "{unknown}" },
        { "FORWARD__COMPRESSION", "zstd" },
        { "FORWARD__ACKTIMEOUT", "1ms" },
        { "TLS__CAFILE", "/nowhere/ca.pem" },
        { "MEMORY__LIMIT", "1MiB" },
        { "MEMORY__LIMIT", "-1" },
        { "MEMORY__LIMIT", "lots" },
        { "MEMORY__WHENFULL", "panic" },
        { "REDACTION__PRESET", "most" },
        { "REDACTION__POLICY", "/nowhere/policy.json" },
        { "REDACTION__POLICYJSON", "hush-hush" },
        { "REDACTION__POLICYJSON", "{}" },
        { "ENCRYPTION__KMSKEYID", "short" },
        { "KMS__ENDPOINT", "http://127.0.0.1" },
        { "ENCRYPTION__PSEUDONYMKEY", "hush-hush" },
        { "ENCRYPTION__KEYLOGGROUP", "/the keys" },
        { "LIMIT__RATE", "1000" },
        { "FILTER__INCLUDE", "(" },
        { "FILTER__EXCLUDE", "(?=a)" },
        { "MULTILINE__PRESET", "java, cobol" },
        { "MULTILINE__PATTERN", "(?=a)" },
        { "MULTILINE__AGE", "1ms" },
        { "SHUTDOWN__DRAIN", "11m" },
        { "SHUTDOWN__DRAIN", "25" },
        { "HEALTH__LISTEN", "8686" },
        { "HEALTH__LISTEN", "example.com:8686" },
        { "LOG__LEVEL", "loud" },
        { "LOG__FORMAT", "xml" },
        { "LOG__LEVEL__0", "debug" },
        { "LOG__COLOUR", "red" },
    };

    [Theory]
    [MemberData(nameof(WrongSettings))]
    public void A_wrong_setting_is_refused_with_one_sentence_that_names_it(string name, string value)
    {
        ConfigurationResult result = Given.Read(("PHILENS_" + name, value));

        ConfigurationError error = Assert.Single(result.Errors);
        string sentence = error.ToString();
        string variable = name == "LOG__LEVEL__0" ? "LOG__LEVEL" : name;
        Assert.StartsWith($"PHILENS_{variable} ", sentence, StringComparison.Ordinal);
        Assert.Matches(@"[.?]$", sentence);
        Assert.DoesNotContain('\n', sentence);
        Assert.DoesNotContain("hush-hush", sentence, StringComparison.Ordinal);
        Assert.Null(result.Options);
    }

    [Fact]
    public void All_errors_come_together()
    {
        ConfigurationResult result = Given.Read(
            ("PHILENS_LOG__LEVEL", "loud"),
            ("PHILENS_SOURCES__FIFO", "x"),
            ("PHILENS_CLOUDWATCH__REGION", ""));

        Assert.Equal(
            ["PHILENS_SOURCES__FIFO", "PHILENS_CLOUDWATCH__REGION", "PHILENS_LOG__LEVEL"],
            result.Errors.Select(e => e.Variable));
    }

    [Fact]
    public void Without_a_source_it_says_what_to_set()
    {
        ConfigurationResult result = Given.Read(("PHILENS_SOURCES__STDIN", "false"));

        string sentence = Assert.Single(result.Errors).ToString();
        Assert.Contains("PHILENS_SOURCES__LINES", sentence, StringComparison.Ordinal);
        Assert.Contains("PHILENS_SOURCES__STDIN to true", sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PHILENS_SOURCES__FORWARDKEYFILE", "PHILENS_SOURCES__FORWARDCERTFILE")]
    [InlineData("PHILENS_SOURCES__FORWARDCERTFILE", "PHILENS_SOURCES__FORWARDKEYFILE")]
    public void A_tls_source_needs_a_certificate_and_its_key(string given, string missing)
    {
        ConfigurationResult result = Given.Read(
            ("PHILENS_SOURCES__FORWARD", "tls:127.0.0.1:24224"), (given, "/etc/philens/some.pem"));

        string sentence = Assert.Single(result.Errors).ToString();
        Assert.StartsWith($"{missing} is required for tls:", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_a_tls_source_cannot_use_is_told_by_its_setting()
    {
        HostFacts host = Given.Host with { CheckForwardTls = OutsideChecks.ForwardTls };
        ConfigurationResult result = ConfigurationReader.Read(
            Given.Environment(
                ("PHILENS_SOURCES__FORWARD", "tls:127.0.0.1:24224"),
                ("PHILENS_SOURCES__FORWARDCERTFILE", "/no/such.pem"),
                ("PHILENS_SOURCES__FORWARDKEYFILE", "/no/such.key")),
            host);

        Assert.Equal(
            "PHILENS_SOURCES__FORWARDCERTFILE cannot be used: there is no file /no/such.pem.",
            Assert.Single(result.Errors).ToString());
    }

    [Fact]
    public void The_region_is_required_also_with_an_endpoint()
    {
        ConfigurationResult result = Given.Read(
            ("PHILENS_CLOUDWATCH__REGION", ""), ("PHILENS_CLOUDWATCH__ENDPOINT", "https://127.0.0.1:9443"));

        Assert.Equal("PHILENS_CLOUDWATCH__REGION", Assert.Single(result.Errors).Variable);
    }

    [Theory]
    [InlineData("PHILENS_CLOUDWATCH__LOGRUOP", "PHILENS_CLOUDWATCH__LOGGROUP")]
    [InlineData("philens_log_level", "PHILENS_LOG__LEVEL")]
    public void A_slip_of_the_hand_gets_a_hint(string written, string meant)
    {
        string sentence = Assert.Single(Given.Read((written, "x")).Errors).ToString();

        Assert.EndsWith($"did you mean {meant}?", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_variable_in_two_cases_is_refused()
    {
        ConfigurationResult result = Given.Read(("PHILENS_LOG__LEVEL", "debug"), ("philens_log__level", "error"));

        Assert.Contains("set more than once", Assert.Single(result.Errors).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_aws_switch_must_be_true_or_false()
    {
        Assert.Equal(
            "AWS_USE_DUALSTACK_ENDPOINT must be true or false.",
            Assert.Single(Given.Read(("AWS_USE_DUALSTACK_ENDPOINT", "1")).Errors).ToString());
    }
}
