using System.Text.Json;
using System.Text.Json.Nodes;
using PhiLens.LocalAws.Tests.Support;

namespace PhiLens.LocalAws.Tests.Cli;

/// <summary>
/// A client that nobody here wrote: botocore's own model of the service, its signatures and its parsers.
/// </summary>
[Trait("Needs", "aws-cli")]
public sealed class AwsCliTests : IAsyncLifetime
{
    private const string Group = "/ecs/app";
    private const string Stream = "web/0123";

    private RunningServer _running = null!;
    private AwsCli _aws = null!;

    public async ValueTask InitializeAsync()
    {
        _running = await RunningServer.StartAsync();
        _aws = new AwsCli(_running, "logs");
    }

    public ValueTask DisposeAsync() => _running.DisposeAsync();

    [Fact]
    public async Task Makes_and_describes_a_group_with_retention_and_tags()
    {
        await _aws.JsonAsync("create-log-group", "--log-group-name", Group, "--tags", "team=x");
        await _aws.JsonAsync("put-retention-policy", "--log-group-name", Group, "--retention-in-days", "30");

        var groups = (await _aws.JsonAsync("describe-log-groups", "--log-group-name-prefix", "/ecs"))["logGroups"]!;

        var group = Assert.Single(groups.AsArray())!;
        Assert.Equal(Group, group["logGroupName"]!.ToString());
        Assert.Equal(30, group["retentionInDays"]!.GetValue<int>());
        var tags = await _aws.JsonAsync("list-tags-log-group", "--log-group-name", Group);
        Assert.Equal("x", tags["tags"]!["team"]!.ToString());
    }

    [Fact]
    public async Task Writes_events_and_reads_them_back()
    {
        await PutAsync("first", "second, with \"quotes\" and é");

        var streams = await _aws.JsonAsync("describe-log-streams", "--log-group-name", Group);
        Assert.Equal(Stream, Assert.Single(streams["logStreams"]!.AsArray())!["logStreamName"]!.ToString());
        Assert.NotNull(streams["logStreams"]![0]!["lastEventTimestamp"]);

        var read = await _aws.JsonAsync(
            "get-log-events", "--log-group-name", Group, "--log-stream-name", Stream, "--start-from-head");
        Assert.Equal(["first", "second, with \"quotes\" and é"], Messages(read));
    }

    [Fact]
    public async Task Filters_over_several_pages()
    {
        await PutAsync("ERROR one", "INFO two", "ERROR three", "ERROR four");

        var found = await _aws.JsonAsync(
            "filter-log-events", "--log-group-name", Group, "--filter-pattern", "ERROR", "--page-size", "1");

        Assert.Equal(["ERROR one", "ERROR three", "ERROR four"], Messages(found));
    }

    [Fact]
    public async Task Tails_a_group()
    {
        await PutAsync("first", "second");

        var (exit, output, errors) = await _aws.RunAsync("tail", Group, "--since", "5m", "--format", "short");

        Assert.True(exit == 0, errors);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["first", "second"], lines.Select(line => line.Split(' ')[^1]));
    }

    [Fact]
    public async Task Runs_a_query()
    {
        await PutAsync("ERROR one", "INFO two");
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();

        var started = await _aws.JsonAsync(
            "start-query", "--log-group-name", Group, "--start-time", $"{now - 60}", "--end-time", $"{now + 60}",
            "--query-string", "fields @timestamp, @message | filter @message like /ERROR/");
        var results = await _aws.JsonAsync("get-query-results", "--query-id", started["queryId"]!.ToString());

        Assert.Equal("Complete", results["status"]!.ToString());
        Assert.Single(results["results"]!.AsArray());
    }

    [Fact]
    public async Task Is_told_which_events_were_rejected()
    {
        await MakeStreamAsync();
        var old = DateTimeOffset.UtcNow.AddDays(-15).ToUnixTimeMilliseconds();

        var answer = await _aws.JsonAsync(
            "put-log-events", "--log-group-name", Group, "--log-stream-name", Stream, "--log-events",
            $"timestamp={old},message=old");

        Assert.Equal(1, answer["rejectedLogEventsInfo"]!["tooOldLogEventEndIndex"]!.GetValue<int>());
    }

    [Fact]
    public async Task Understands_every_refusal()
    {
        var (exit, _, errors) = await _aws.RunAsync(
            "get-log-events", "--log-group-name", "none", "--log-stream-name", "none");

        Assert.Equal(254, exit);
        Assert.Contains("(ResourceNotFoundException)", errors, StringComparison.Ordinal);
        Assert.Contains("The specified log group does not exist.", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Understands_a_fault()
    {
        await _running.AddFaultAsync("""{"operation":"DescribeLogGroups","fault":"throttle"}""");

        var (exit, _, errors) = await _aws.RunAsync("describe-log-groups");

        Assert.Equal(254, exit);
        Assert.Contains("(ThrottlingException)", errors, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Messages(JsonNode answer) =>
        answer["events"]!.AsArray().Select(item => item!["message"]!.ToString());

    private async Task MakeStreamAsync()
    {
        await _aws.JsonAsync("create-log-group", "--log-group-name", Group);
        await _aws.JsonAsync("create-log-stream", "--log-group-name", Group, "--log-stream-name", Stream);
    }

    private async Task PutAsync(params string[] messages)
    {
        await MakeStreamAsync();
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        var events = JsonSerializer.Serialize(messages.Select(message => new { timestamp = now, message }));
        await _aws.JsonAsync(
            "put-log-events", "--log-group-name", Group, "--log-stream-name", Stream, "--log-events", events);
    }
}
