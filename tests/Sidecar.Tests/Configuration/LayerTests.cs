using System.Net;
using PhiLens.Pipeline.Records;
using PhiLens.Sidecar.Configuration;
using Serilog.Events;

namespace PhiLens.Sidecar.Tests.Configuration;

public sealed class LayerTests
{
    [Fact]
    public void Defaults_hold_when_nobody_says_anything()
    {
        SidecarOptions options = Given.Options();

        Assert.Equal("{container}/{task_id}", options.CloudWatch.LogStream);
        Assert.True(options.CloudWatch.CreateGroup);
        Assert.Equal(64 * 1024 * 1024, options.Pipeline.MemoryLimit);
        Assert.Equal(1024 * 1024, options.Pipeline.MaxRecordSize);
        Assert.Equal(TimeSpan.FromSeconds(1), options.Pipeline.BatchAge);
        Assert.Equal(TimeSpan.FromSeconds(5), options.Pipeline.RetryCap);
        Assert.Equal(TimeSpan.FromSeconds(25), options.Drain);
        Assert.Equal(IPEndPoint.Parse("127.0.0.1:8686"), options.HealthListen);
        Assert.Equal(LogEventLevel.Information, options.LogLevel);
        Assert.Null(options.CaFile);
        Assert.Null(options.CloudWatch.Endpoint);
        Assert.Null(options.CloudWatch.RetentionDays);
        Assert.Null(options.Sources.UnixMode);
    }

    [Fact]
    public void Every_setting_of_the_environment_reaches_the_options()
    {
        SidecarOptions options = Given.Options(
            ("PHILENS_SOURCES__FIFO", "/run/a.stdout, /run/a.stderr"),
            ("PHILENS_SOURCES__LINES", "unix:/run/b.sock,tcp:*:5170,tcp:[::1]:5171"),
            ("PHILENS_SOURCES__UNIXMODE", "0622"),
            ("PHILENS_RECORDS__MAXSIZE", "512kib"),
            ("PHILENS_CLOUDWATCH__ENDPOINT", "https://127.0.0.1:9443"),
            ("PHILENS_CLOUDWATCH__CREATEGROUP", "False"),
            ("PHILENS_CLOUDWATCH__RETENTIONDAYS", "30"),
            ("PHILENS_CLOUDWATCH__KMSKEYID", "arn:aws:kms:eu-central-1:111122223333:key/1234"),
            ("PHILENS_CLOUDWATCH__LOGGROUPCLASS", "infrequent_access"),
            ("PHILENS_CLOUDWATCH__TAGS", "team=care,cost=a=b"),
            ("PHILENS_CLOUDWATCH__FORMAT", "json/emf"),
            ("PHILENS_CLOUDWATCH__COMPRESSION", "gzip"),
            ("PHILENS_CLOUDWATCH__ROLEARN", "arn:aws-us-gov:iam::111122223333:role/path/x"),
            ("PHILENS_CLOUDWATCH__FIPS", "endpoint"),
            ("PHILENS_MEMORY__LIMIT", "8388608"),
            ("PHILENS_MEMORY__WHENFULL", "block"),
            ("PHILENS_SHUTDOWN__DRAIN", "1500MS"),
            ("PHILENS_HEALTH__LISTEN", "*:9000"),
            ("philens_log__level", "DEBUG"),
            ("PHILENS_LOG__FORMAT", "json"));

        Assert.Equal(["/run/a.stdout", "/run/a.stderr"], options.Sources.Fifo);
        Assert.Equal("/run/b.sock", options.Sources.Lines[0].UnixPath);
        Assert.Equal(new IPEndPoint(IPAddress.Any, 5170), options.Sources.Lines[1].Tcp);
        Assert.Equal(new IPEndPoint(IPAddress.IPv6Loopback, 5171), options.Sources.Lines[2].Tcp);
        Assert.Equal((UnixFileMode)0b110_010_010, options.Sources.UnixMode);
        Assert.Equal(512 * 1024, options.Pipeline.MaxRecordSize);
        Assert.Equal(new Uri("https://127.0.0.1:9443"), options.CloudWatch.Endpoint);
        Assert.False(options.CloudWatch.CreateGroup);
        Assert.Equal(30, options.CloudWatch.RetentionDays);
        Assert.Equal("INFREQUENT_ACCESS", options.CloudWatch.LogGroupClass);
        Assert.Equal("a=b", options.CloudWatch.Tags["cost"]);
        Assert.True(options.CloudWatch.EmbeddedMetricFormat);
        Assert.True(options.CloudWatch.Gzip);
        Assert.True(options.CloudWatch.UseFipsEndpoint);
        Assert.Equal(8 * 1024 * 1024, options.Pipeline.MemoryLimit);
        Assert.Equal(WhenFull.Block, options.Pipeline.WhenFull);
        Assert.Equal(TimeSpan.FromMilliseconds(1500), options.Drain);
        Assert.Equal(new IPEndPoint(IPAddress.Any, 9000), options.HealthListen);
        Assert.Equal(LogEventLevel.Debug, options.LogLevel);
        Assert.True(options.LogJson);
    }

    [Fact]
    public void The_document_takes_arrays_objects_and_comma_lists()
    {
        const string Document = """
            { "Sources": { "Fifo": ["/run/b", "/run/a"], "Lines": "tcp:127.0.0.1:1,tcp:127.0.0.1:2" },
              // Comments are welcome.
              "cloudwatch": { "tags": { "a": "1", "b": "2" }, "createGroup": false, "retentionDays": 7 } }
            """;

        SidecarOptions options = Given.Options(("PHILENS_CONFIG_JSON", Document));

        Assert.Equal(["/run/b", "/run/a"], options.Sources.Fifo);
        Assert.Equal(2, options.Sources.Lines.Count);
        Assert.Equal(2, options.CloudWatch.Tags.Count);
        Assert.False(options.CloudWatch.CreateGroup);
        Assert.Equal(7, options.CloudWatch.RetentionDays);
    }

    [Fact]
    public void Later_layers_win_and_each_value_knows_its_origin()
    {
        (string, string)[] environment =
        [
            ("PHILENS_CONFIG_JSON", """{"LOG":{"LEVEL":"error"},"SHUTDOWN":{"DRAIN":"3s"}}"""),
            ("PHILENS_LOG__LEVEL", "debug"),
            ("PHILENS_CLOUDWATCH__REGION", ""),
        ];

        Assert.Equal(("debug", "PHILENS_LOG__LEVEL"), Given.Effective("PHILENS_LOG__LEVEL", environment));
        Assert.Equal(("3s", "PHILENS_CONFIG_JSON"), Given.Effective("PHILENS_SHUTDOWN__DRAIN", environment));
        Assert.Equal(("text", "default"), Given.Effective("PHILENS_LOG__FORMAT", environment));
    }

    [Fact]
    public void The_aws_variables_give_the_region_and_the_kind_of_endpoint()
    {
        Dictionary<string, string> environment = Given.Environment(
            ("AWS_REGION", "us-west-2"),
            ("AWS_DEFAULT_REGION", "us-east-1"),
            ("AWS_USE_FIPS_ENDPOINT", "true"),
            ("AWS_USE_DUALSTACK_ENDPOINT", "TRUE"));
        environment.Remove("PHILENS_CLOUDWATCH__REGION");

        ConfigurationResult result = ConfigurationReader.Read(environment, Given.Host);

        Assert.Equal("us-west-2", result.Options!.CloudWatch.Region);
        Assert.True(result.Options.CloudWatch.UseFipsEndpoint);
        Assert.True(result.Options.CloudWatch.UseDualStackEndpoint);
        Assert.Contains(result.Settings, s => s is { Variable: "PHILENS_CLOUDWATCH__REGION", Origin: "AWS_REGION" });
    }

    [Fact]
    public void A_document_in_a_file_is_the_origin_of_its_values()
    {
        string path = Path.Combine(Path.GetTempPath(), $"philens-{Guid.NewGuid():N}.json");
        File.WriteAllText(path, """{"LOG":{"LEVEL":"warning"}}""");
        try
        {
            Assert.Equal(("warning", path), Given.Effective("PHILENS_LOG__LEVEL", ("PHILENS_CONFIG", path)));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("{\n \"LOG\": hush-hush }", "PHILENS_CONFIG_JSON must be valid JSON, but is not at line 2, column")]
    [InlineData("[]", "PHILENS_CONFIG_JSON must be a JSON object in which no key appears twice.")]
    [InlineData("{\"a\":1,\"A\":2}", "PHILENS_CONFIG_JSON must be a JSON object in which no key appears twice.")]
    [InlineData("{\"LOG\":{\"LEVLE\":1}}", "PHILENS_LOG__LEVLE is not a setting (in PHILENS_CONFIG_JSON); did you")]
    [InlineData("{\"LOG\":{\"LEVEL\":\"x\"}}", "PHILENS_LOG__LEVEL must be ")]
    public void A_wrong_document_is_refused_without_repeating_it(string document, string beginning)
    {
        string sentence = Assert.Single(Given.Read(("PHILENS_CONFIG_JSON", document)).Errors).ToString();

        Assert.StartsWith(beginning, sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_that_cannot_be_read_is_one_error_and_not_many()
    {
        Dictionary<string, string> environment = new() { ["PHILENS_CONFIG"] = "/nowhere/philens.json" };

        ConfigurationResult result = ConfigurationReader.Read(environment, Given.Host);

        Assert.Equal(
            "PHILENS_CONFIG must name a JSON document, but there is no such file.",
            Assert.Single(result.Errors).ToString());
    }

    [Fact]
    public void Two_documents_are_refused()
    {
        Assert.Equal(
            "PHILENS_CONFIG",
            Assert.Single(Given.Read(("PHILENS_CONFIG", "/x"), ("PHILENS_CONFIG_JSON", "{}")).Errors).Variable);
    }
}
