using System.IO.Compression;
using System.Security.Cryptography;
using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Delivery;
using PhiLens.Pipeline.Records;
using PhiLens.Sidecar.CloudWatch.Failures;

namespace PhiLens.Sidecar.Tests.CloudWatch;

public sealed class CloudWatchSinkTests
{
    [Theory]
    [InlineData(1, 10)]
    [InlineData(3, 100)]
    [InlineData(200, 5000)]
    public async Task Sends_the_batch_byte_for_byte_and_signs_its_own_hash(int events, int bytes)
    {
        await using var logs = new LogsFixture(_ => StubAnswer.Ok);
        EventBatch batch = Some.Batch(logs.Pool, events, bytes);
        byte[] expected = batch.Bytes();

        Assert.Equal(DeliveryResult.Accepted(), await logs.SendAsync(batch));

        StubRequest request = Assert.Single(logs.Server.Requests);
        Assert.Equal(expected, request.Body);
        Assert.Equal("Logs_20140328.PutLogEvents", request.Headers["X-Amz-Target"]);
        Assert.Equal("application/x-amz-json-1.1", request.Headers["Content-Type"]);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(expected)), request.Headers["X-Amz-Content-SHA256"]);
        string authorization = request.Headers["Authorization"];
        Assert.StartsWith("AWS4-HMAC-SHA256 Credential=local/", authorization, StringComparison.Ordinal);
        Assert.Contains("/eu-central-1/logs/aws4_request", authorization, StringComparison.Ordinal);
        Assert.Contains("x-amz-content-sha256", authorization, StringComparison.Ordinal);
        Assert.False(request.Headers.ContainsKey("x-amzn-logs-format"));
        Assert.False(request.Headers.ContainsKey("Expect"));
        Assert.False(request.Headers.ContainsKey("Cookie"));
    }

    [Fact]
    public async Task Uses_a_connection_again()
    {
        await using var logs = new LogsFixture(_ => StubAnswer.Ok);

        for (int i = 0; i < 5; i++)
        {
            Assert.Equal(DeliveryOutcome.Accepted, (await logs.SendAsync()).Outcome);
        }

        Assert.Equal(1, logs.Server.Connections);
    }

    [Fact]
    public async Task Compresses_the_same_batch_to_the_same_bytes_each_time()
    {
        await using var logs = new LogsFixture(_ => StubAnswer.Ok, options => options with { Gzip = true });
        EventBatch batch = Some.Batch(logs.Pool, events: 2000, bytes: 400);
        byte[] expected = batch.Bytes();

        _ = await logs.Sink.SendAsync(batch, TestContext.Current.CancellationToken);
        _ = await logs.SendAsync(batch);

        StubRequest[] requests = [.. logs.Server.Requests];
        Assert.Equal(requests[0].Body, requests[1].Body);
        Assert.Equal("gzip", requests[0].Headers["Content-Encoding"]);
        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(requests[0].Body)), requests[0].Headers["X-Amz-Content-SHA256"]);
        using var plain = new MemoryStream();
        await using var unzip = new GZipStream(new MemoryStream(requests[0].Body), CompressionMode.Decompress);
        await unzip.CopyToAsync(plain, TestContext.Current.CancellationToken);
        Assert.Equal(expected, plain.ToArray());
    }

    [Fact]
    public async Task Tells_the_service_of_embedded_metrics()
    {
        await using var logs = new LogsFixture(
            _ => StubAnswer.Ok, options => options with { EmbeddedMetricFormat = true });

        _ = await logs.SendAsync();

        Assert.Equal("json/emf", Assert.Single(logs.Server.Requests).Headers["x-amzn-logs-format"]);
    }

    [Theory]
    [InlineData("""{"tooOldLogEventEndIndex":1}""", 1, 0, 0)]
    [InlineData("""{"tooOldLogEventEndIndex":1,"expiredLogEventEndIndex":2,"tooNewLogEventStartIndex":2}""", 1, 2, 1)]
    [InlineData("""{"tooNewLogEventStartIndex":0}""", 0, 0, 3)]
    [InlineData("""{"tooNewLogEventStartIndex":99,"tooOldLogEventEndIndex":-4}""", 0, 0, 0)]
    [InlineData("null", 0, 0, 0)]
    public async Task Reads_which_events_were_rejected(string info, int tooOld, int expired, int tooNew)
    {
        await using var logs = new LogsFixture(
            _ => new StubAnswer(200, $$"""{"nextSequenceToken":"1","rejectedLogEventsInfo":{{info}}}"""));

        Assert.Equal(
            DeliveryResult.Accepted(new RejectedEvents(tooOld, expired, tooNew)), await logs.SendAsync());
    }

    [Fact]
    public async Task Takes_an_empty_answer_for_acceptance()
    {
        await using var logs = new LogsFixture(_ => new StubAnswer(200, ""));

        Assert.Equal(DeliveryResult.Accepted(), await logs.SendAsync());
    }

    [Theory]
    [InlineData("ThrottlingException", 400, RetryCause.Throttled, false)]
    [InlineData("com.amazonaws.logs#ThrottlingException", 400, RetryCause.Throttled, false)]
    [InlineData("ServiceUnavailableException", 503, RetryCause.ServerError, false)]
    [InlineData("InternalFailure", 500, RetryCause.ServerError, true)]
    [InlineData("ExpiredTokenException", 400, RetryCause.Credentials, false)]
    [InlineData("AccessDeniedException", 400, RetryCause.AccessDenied, false)]
    public async Task Answers_of_the_service_say_why_to_try_again(
        string code, int status, RetryCause cause, bool ambiguous)
    {
        await using var logs = new LogsFixture(_ => StubAnswer.Error(code, status));

        Assert.Equal(DeliveryResult.Retry(cause, ambiguous), await logs.SendAsync());

        CloudWatchFailure failure = Assert.Single(logs.Events.Failures);
        Assert.Equal(("PutLogEvents", "group/one", "stream-one"), (failure.Operation, failure.Group, failure.Stream));
        Assert.Equal((code.Split('#')[^1], status, "id-1"), (failure.Code, failure.HttpStatus, failure.RequestId));
        Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);
        Assert.Single(logs.Server.Requests);
    }

    [Fact]
    public async Task Waits_as_long_as_the_service_asks()
    {
        await using var logs = new LogsFixture(
            _ => StubAnswer.Error("ThrottlingException") with { ExtraHeaders = "Retry-After: 7\r\n" });

        Assert.Equal(TimeSpan.FromSeconds(7), (await logs.SendAsync()).RetryAfter);
    }

    [Theory]
    [InlineData("InvalidParameterException")]
    [InlineData("SerializationException")]
    [InlineData("SomethingNew")]
    public async Task A_request_that_is_not_valid_is_refused_for_good(string code)
    {
        await using var logs = new LogsFixture(_ => StubAnswer.Error(code));

        Assert.Equal(DeliveryOutcome.Refused, (await logs.SendAsync()).Outcome);
    }

    [Theory]
    [InlineData(502, "<html>secret</html>", true)]
    [InlineData(503, "", false)]
    [InlineData(404, "not json", false)]
    [InlineData(302, "", false)]
    public async Task An_answer_of_something_else_is_tried_again(int status, string body, bool ambiguous)
    {
        await using var logs = new LogsFixture(_ => new StubAnswer(status, body));

        Assert.Equal(DeliveryResult.Retry(RetryCause.ServerError, ambiguous), await logs.SendAsync());
        Assert.Equal("NoErrorCode", Assert.Single(logs.Events.Failures).Code);
    }
}
