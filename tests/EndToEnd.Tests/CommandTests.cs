using System.Net;
using PhiLens.EndToEnd.Tests.Support;

namespace PhiLens.EndToEnd.Tests;

public sealed class CommandTests
{
    public static TheoryData<string, string> WrongSettings => new()
    {
        { "PHILENS_CLOUDWATCH__ENDPOINT", "http://127.0.0.1:9443" },
        { "PHILENS_CLOUDWATCH__LOGGROUP", "" },
        { "PHILENS_CLOUDWATCH__LOGGROUP", "/ecs/{nonsense}" },
        { "PHILENS_CLOUDWATCH__LOGSTREAM", "a:b" },
        { "PHILENS_CLOUDWATCH__RETENTIONDAYS", "8" },
        { "PHILENS_CLOUDWATCH__REQUIREKMS", "maybe" },
        { "PHILENS_CLOUDWATCH__BATCHAGE", "1 fortnight" },
        { "PHILENS_CLOUDWATCH__FIPS", "required" },
        { "PHILENS_REDACTION__PRESET", "most" },
        { "PHILENS_SOURCES__FIFO", "relative/path" },
        { "PHILENS_SOURCES__LINES", "tcp:127.0.0.1:99999" },
        { "PHILENS_SOURCES__FORWARD", "tls:127.0.0.1:24224" },
        { "PHILENS_MEMORY__LIMIT", "1MiB" },
        { "PHILENS_MEMORY__WHENFULL", "explode" },
        { "PHILENS_TLS__CAFILE", "/nowhere/ca.pem" },
        { "PHILENS_HEALTH__LISTEN", "everywhere" },
        { "PHILENS_NONSENSE", "1" },
    };

    [Theory]
    [MemberData(nameof(WrongSettings))]
    public async Task A_wrong_setting_is_refused_by_one_sentence_that_names_it(string name, string value)
    {
        Dictionary<string, string> environment = Valid();
        environment[name] = value;
        await using RunningProcess run = RunningProcess.Start(Repository.Philens, ["run"], environment);

        Assert.Equal(2, await run.ExitAsync());
        string error = Assert.Single(run.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith(name, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_errors_are_told_together()
    {
        await using RunningProcess run = RunningProcess.Start(
            Repository.Philens,
            ["check-config"],
            new Dictionary<string, string> { ["PHILENS_MEMORY__LIMIT"] = "many", ["PHILENS_LOG__LEVEL"] = "loud" });

        Assert.Equal(2, await run.ExitAsync());
        Assert.Contains("PHILENS_MEMORY__LIMIT", run.Errors, StringComparison.Ordinal);
        Assert.Contains("PHILENS_LOG__LEVEL", run.Errors, StringComparison.Ordinal);
        Assert.Contains("PHILENS_CLOUDWATCH__LOGGROUP", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_config_tells_each_value_and_where_it_came_from()
    {
        Dictionary<string, string> environment = Valid();
        environment["PHILENS_CONFIG_JSON"] = """{"memory":{"limit":"16MiB"}}""";
        await using RunningProcess run = RunningProcess.Start(Repository.Philens, ["check-config"], environment);

        Assert.Equal(0, await run.ExitAsync());
        string limit = Assert.Single(run.Output, l => l.StartsWith("PHILENS_MEMORY__LIMIT", StringComparison.Ordinal));
        Assert.Contains("16MiB", limit, StringComparison.Ordinal);
        Assert.Contains("PHILENS_CONFIG_JSON", limit, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Version_tells_what_runs()
    {
        await using RunningProcess run = RunningProcess.Start(
            Repository.Philens, ["version"], new Dictionary<string, string>());

        Assert.Equal(0, await run.ExitAsync());
        Assert.Contains(run.Output, line => line.Contains("OpenSSL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_metrics_are_the_ledgers_numbers_and_ready_ends_with_the_stop()
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        int port = FreePort.Next();
        await using Sidecar sidecar = await Sidecar.StartAsync(
            aws,
            ("PHILENS_HEALTH__LISTEN", $"127.0.0.1:{port}"),
            ("PHILENS_SOURCES__FIFO", "{streams}/api.log"),
            ("PHILENS_CLOUDWATCH__LOGSTREAM", "s"));
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        await using (StreamWriter pipe = sidecar.OpenFifo("api.log"))
        {
            await pipe.WriteAsync("one\n\ntwo\n");
            await aws.WaitForAsync("s", messages => messages.Count == 2);
        }

        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri("/live", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri("/ready", UriKind.Relative))).StatusCode);
        string metrics = await http.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        Assert.Contains("philens_records_total{outcome=\"received\"", metrics, StringComparison.Ordinal);
        Assert.Matches("philens_records_total\\{outcome=\"delivered\"[^}]*\\} 2\n", metrics);
        Assert.Matches("philens_records_total\\{outcome=\"filtered\"[^}]*\\} 1\n", metrics);
        (int exitCode, SidecarLedger ledger) = await sidecar.StopAsync();
        Assert.Equal((0, 3, 2, 1), (exitCode, ledger.Received, ledger.Delivered, ledger.Filtered));
    }

    [Fact]
    public async Task Stream_names_come_from_the_task_metadata_and_never_wait_for_it_in_vain()
    {
        await using LocalAws aws = await LocalAws.StartAsync("--metadata", "127.0.0.1:0");
        string metadata = (await aws.LineAsync("metadata ")).Split(' ')[1];
        await using Sidecar inEcs = await Sidecar.StartAsync(
            aws,
            ("ECS_CONTAINER_METADATA_URI_V4", metadata),
            ("PHILENS_SOURCES__FIFO", "{streams}/api.stdout"),
            ("PHILENS_CLOUDWATCH__LOGSTREAM", "{container}/{family}/{cluster}"));
        await using Sidecar broken = await Sidecar.StartAsync(
            aws,
            ("ECS_CONTAINER_METADATA_URI_V4", "http://127.0.0.1:1/v4/none"),
            ("PHILENS_SOURCES__FIFO", "{streams}/api.stdout"),
            ("PHILENS_CLOUDWATCH__LOGSTREAM", "broken/{container}/{family}/{cluster}"));
        foreach (Sidecar sidecar in (Sidecar[])[inEcs, broken])
        {
            await using StreamWriter pipe = sidecar.OpenFifo("api.stdout");
            await pipe.WriteAsync("hello\n");
        }

        Assert.Equal(0, (await inEcs.StopAsync()).ExitCode);
        Assert.Equal(0, (await broken.StopAsync()).ExitCode);
        Assert.Equal(["hello"], await aws.MessagesAsync("broken/api/local/local"));
        Assert.Equal(["hello"], await aws.MessagesAsync("api/philens-local/local"));
    }

    private static Dictionary<string, string> Valid() => new()
    {
        ["AWS_REGION"] = "eu-central-1",
        ["PHILENS_CLOUDWATCH__LOGGROUP"] = "/ecs/clinic",
        ["PHILENS_SOURCES__STDIN"] = "true",
        ["PHILENS_HEALTH__LISTEN"] = $"127.0.0.1:{FreePort.Next()}",
    };
}
