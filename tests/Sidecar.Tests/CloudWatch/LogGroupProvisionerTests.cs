using System.Collections.Concurrent;
using System.Text.Json;
using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Delivery;
using PhiLens.Pipeline.Records;

namespace PhiLens.Sidecar.Tests.CloudWatch;

public sealed class LogGroupProvisionerTests
{
    private const string Missing = "ResourceNotFoundException";
    private const string Exists = "ResourceAlreadyExistsException";

    [Fact]
    public async Task Makes_group_retention_and_stream_and_sends_again_at_once()
    {
        var service = new InMemoryLogs();
        await using var logs = new LogsFixture(service.Answer, options => options with
        {
            KmsKeyId = "arn:aws:kms:eu-central-1:1:key/k",
            LogGroupClass = "INFREQUENT_ACCESS",
            RetentionDays = 30,
            Tags = new Dictionary<string, string> { ["team"] = "care \"a\"" },
        });

        Assert.Equal(DeliveryResult.Accepted(), await logs.SendAsync());

        Assert.Equal(
            [
                "PutLogEvents", "CreateLogStream", "CreateLogGroup", "PutRetentionPolicy", "CreateLogStream",
                "PutLogEvents",
            ],
            logs.Operations);
        StubRequest[] requests = [.. logs.Server.Requests];
        Assert.Equal("""{"logGroupName":"group/one","logStreamName":"stream-one"}""", requests[1].Text);
        JsonElement group = JsonDocument.Parse(requests[2].Body).RootElement;
        Assert.Equal("group/one", group.GetProperty("logGroupName").GetString());
        Assert.Equal("arn:aws:kms:eu-central-1:1:key/k", group.GetProperty("kmsKeyId").GetString());
        Assert.Equal("INFREQUENT_ACCESS", group.GetProperty("logGroupClass").GetString());
        Assert.Equal("care \"a\"", group.GetProperty("tags").GetProperty("team").GetString());
        Assert.Equal("""{"logGroupName":"group/one","retentionInDays":30}""", requests[3].Text);
        Assert.Equal(requests[0].Body, requests[5].Body);
        Assert.Equal(["group/one", "group/one:stream-one"], logs.Events.Made);
        Assert.Empty(logs.Events.Failures);
    }

    [Fact]
    public async Task Leaves_a_group_that_was_there_as_it_is()
    {
        var service = new InMemoryLogs();
        service.Groups["group/one"] = true;
        await using var logs = new LogsFixture(service.Answer, options => options with { RetentionDays = 30 });

        Assert.Equal(DeliveryResult.Accepted(), await logs.SendAsync());

        Assert.Equal(["PutLogEvents", "CreateLogStream", "PutLogEvents"], logs.Operations);
        Assert.Equal(["group/one:stream-one"], logs.Events.Made);
        Assert.Empty(logs.Events.Failures);
    }

    [Fact]
    public async Task Asks_for_nothing_while_the_stream_is_there()
    {
        var service = new InMemoryLogs();
        await using var logs = new LogsFixture(service.Answer);
        _ = await logs.SendAsync();
        int before = logs.Server.Requests.Count;

        _ = await logs.SendAsync();
        _ = await logs.SendAsync();

        Assert.Equal(["PutLogEvents", "PutLogEvents"], logs.Operations.Skip(before));
    }

    [Fact]
    public async Task Makes_a_group_once_for_many_streams()
    {
        var service = new InMemoryLogs();
        await using var logs = new LogsFixture(service.Answer);
        EventBatch[] batches =
            [.. Enumerable.Range(0, 20).Select(i => Some.Batch(logs.Pool, name: new("group/one", $"s{i}")))];

        DeliveryResult[] results = await Task.WhenAll(batches.Select(
            batch => logs.Sink.SendAsync(batch, TestContext.Current.CancellationToken).AsTask()));

        Assert.All(results, result => Assert.Equal(DeliveryResult.Accepted(), result));
        Assert.Equal(1, logs.Operations.Count(operation => operation == "CreateLogGroup"));
        Assert.Equal(20, service.Streams.Count);
    }

    [Fact]
    public async Task Does_not_make_a_group_that_it_must_not_make()
    {
        var service = new InMemoryLogs();
        await using var logs = new LogsFixture(service.Answer, options => options with { CreateGroup = false });

        Assert.Equal(DeliveryResult.Retry(RetryCause.DestinationMissing), await logs.SendAsync());

        Assert.Equal(["PutLogEvents", "CreateLogStream"], logs.Operations);
        Assert.Equal(Missing, Assert.Single(logs.Events.Failures).Code);
    }

    [Theory]
    [InlineData("AccessDeniedException", RetryCause.AccessDenied)]
    [InlineData("LimitExceededException", RetryCause.Throttled)]
    [InlineData("OperationAbortedException", RetryCause.ServerError)]
    [InlineData("InvalidParameterException", RetryCause.DestinationMissing)]
    public async Task A_group_that_cannot_be_made_keeps_the_batch_waiting(string code, RetryCause cause)
    {
        var service = new InMemoryLogs { Fault = operation => operation == "CreateLogGroup" ? code : null };
        await using var logs = new LogsFixture(service.Answer);

        Assert.Equal(DeliveryResult.Retry(cause), await logs.SendAsync());

        Assert.Contains(logs.Events.Failures, failure => failure.Code == code && failure.Stream is null);
    }

    [Theory]
    [InlineData("CreateLogGroup")]
    [InlineData("CreateLogStream")]
    public async Task Who_made_it_meanwhile_does_not_matter(string operation)
    {
        var service = new InMemoryLogs { MadeByOthers = operation };
        await using var logs = new LogsFixture(service.Answer, options => options with { RetentionDays = 7 });

        Assert.Equal(DeliveryResult.Accepted(), await logs.SendAsync());
        Assert.DoesNotContain("PutRetentionPolicy", logs.Operations.Where(_ => operation == "CreateLogGroup"));
    }

    [Fact]
    public async Task A_retention_that_is_denied_does_not_stop_the_logs()
    {
        var service = new InMemoryLogs
        {
            Fault = operation => operation == "PutRetentionPolicy" ? "AccessDeniedException" : null,
        };
        await using var logs = new LogsFixture(service.Answer, options => options with { RetentionDays = 7 });

        Assert.Equal(DeliveryResult.Accepted(), await logs.SendAsync());
        Assert.Contains(logs.Events.Failures, failure => failure.Operation == "PutRetentionPolicy");
    }

    [Fact]
    public async Task A_retention_that_was_throttled_is_set_with_the_next_try()
    {
        int tries = 0;
        var service = new InMemoryLogs
        {
            Fault = operation => operation == "PutRetentionPolicy" && ++tries == 1 ? "ThrottlingException" : null,
        };
        await using var logs = new LogsFixture(service.Answer, options => options with { RetentionDays = 7 });

        Assert.Equal(DeliveryResult.Retry(RetryCause.Throttled), await logs.SendAsync());
        Assert.Equal(DeliveryResult.Accepted(), await logs.SendAsync());

        Assert.Equal(2, tries);
    }

    [Fact]
    public async Task A_connection_that_ends_while_a_group_is_made_is_not_ambiguous()
    {
        var service = new InMemoryLogs();
        await using var logs = new LogsFixture(request => request.Operation == "CreateLogGroup"
            ? StubAnswer.Ok with { Hangup = true }
            : service.Answer(request));

        Assert.Equal(DeliveryResult.Retry(RetryCause.Connection), await logs.SendAsync());
    }

    /// <summary>The groups and streams of a service, and the faults a test puts in its way.</summary>
    private sealed class InMemoryLogs
    {
        public ConcurrentDictionary<string, bool> Groups { get; } = new();

        public ConcurrentDictionary<string, bool> Streams { get; } = new();

        public Func<string, string?> Fault { get; init; } = _ => null;

        /// <summary>An operation whose work somebody else has done just before.</summary>
        public string? MadeByOthers { get; init; }

        public StubAnswer Answer(StubRequest request)
        {
            if (Fault(request.Operation) is { } code)
            {
                return StubAnswer.Error(code);
            }

            JsonElement body = JsonDocument.Parse(request.Body).RootElement;
            string group = body.GetProperty("logGroupName").GetString()!;
            string stream = body.TryGetProperty("logStreamName", out JsonElement name) ? name.GetString()! : "";
            bool others = request.Operation == MadeByOthers;
            return request.Operation switch
            {
                "CreateLogGroup" => Groups.TryAdd(group, true) && !others ? StubAnswer.Ok : StubAnswer.Error(Exists),
                _ when !Groups.ContainsKey(group) => StubAnswer.Error(Missing),
                "CreateLogStream" =>
                    Streams.TryAdd($"{group}:{stream}", true) && !others ? StubAnswer.Ok : StubAnswer.Error(Exists),
                "PutLogEvents" when !Streams.ContainsKey($"{group}:{stream}") => StubAnswer.Error(Missing),
                _ => StubAnswer.Ok,
            };
        }
    }
}
