using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Delivery;
using PhiLens.Pipeline.Records;
using PhiLens.Sidecar.CloudWatch;
using PhiLens.Sidecar.Configuration;
using PhiLens.Sidecar.Configuration.FireLens;
using PhiLens.Sidecar.Configuration.FireLens.Model;
using PhiLens.Sidecar.Hardening;

namespace PhiLens.Sidecar.Tests.CloudWatch;

/// <summary>These tests take the process's credentials away for a moment, so they run by themselves.</summary>
[Collection(nameof(CredentialsTests))]
[CollectionDefinition(nameof(CredentialsTests), DisableParallelization = true)]
public sealed class CredentialsTests : IDisposable
{
    private readonly TestAuthority _authority = new();

    public void Dispose() => _authority.Dispose();

    [Fact]
    public async Task A_client_can_be_made_before_there_are_credentials()
    {
        LogsFixture.SetCredentials();
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", null);
        try
        {
            using var certificate = _authority.Issue();
            await using var server = new StubLogs(certificate, _ => StubAnswer.Ok);
            var options = new CloudWatchOptions { Region = "eu-central-1", LogGroup = "g", Endpoint = server.Url };
            using CloudWatchLogsClient client =
                CloudWatchLogsClient.Create(options, TlsTrust.Load(_authority.CaFile));
            BlockPool pool = Some.Pool();
            var events = new CollectingCloudWatchEvents();
            var sink = new CloudWatchSink(client, options, pool, events);
            EventBatch batch = Some.Batch(pool);

            Assert.Equal(
                DeliveryResult.Retry(RetryCause.Credentials),
                await sink.SendAsync(batch, TestContext.Current.CancellationToken));
            Assert.Equal("NoCredentials", Assert.Single(events.Failures).Code);
            LogsFixture.SetCredentials();
            Assert.Equal(
                DeliveryResult.Accepted(), await sink.SendAsync(batch, TestContext.Current.CancellationToken));
            batch.Release();
        }
        finally
        {
            LogsFixture.SetCredentials();
        }
    }

    [Fact]
    public async Task Takes_over_a_role_before_it_sends()
    {
        using var certificate = _authority.Issue();
        await using var tokens = new StubLogs(certificate, _ => new StubAnswer(200, AssumedRole));
        await using var server = new StubLogs(certificate, _ => StubAnswer.Ok);
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL_STS", tokens.Url.AbsoluteUri);
        try
        {
            var options = new CloudWatchOptions
            {
                Region = "eu-central-1",
                LogGroup = "g",
                Endpoint = server.Url,
                RoleArn = "arn:aws:iam::123456789012:role/logs",
            };
            using CloudWatchLogsClient client =
                CloudWatchLogsClient.Create(options, TlsTrust.Load(_authority.CaFile));
            BlockPool pool = Some.Pool();
            var sink = new CloudWatchSink(client, options, pool, new CollectingCloudWatchEvents());
            EventBatch batch = Some.Batch(pool);

            Assert.Equal(
                DeliveryResult.Accepted(), await sink.SendAsync(batch, TestContext.Current.CancellationToken));
            Assert.Equal(
                DeliveryResult.Accepted(), await sink.SendAsync(batch, TestContext.Current.CancellationToken));

            StubRequest assume = Assert.Single(tokens.Requests);
            Assert.Contains("role%2Flogs", assume.Text, StringComparison.Ordinal);
            Assert.Contains("/eu-central-1/sts/", assume.Headers["Authorization"], StringComparison.Ordinal);
            Assert.All(server.Requests, request =>
            {
                Assert.Contains("Credential=ASSUMED/", request.Headers["Authorization"], StringComparison.Ordinal);
                Assert.Equal("session", request.Headers["X-Amz-Security-Token"]);
            });
            batch.Release();
        }
        finally
        {
            Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL_STS", null);
        }
    }

    [Fact]
    public async Task Each_output_takes_over_its_own_role_at_its_own_endpoint_with_its_own_external_id()
    {
        using var certificate = _authority.Issue();
        await using var firstTokens = new StubLogs(certificate, _ => new StubAnswer(200, AssumedRole));
        await using var otherTokens = new StubLogs(certificate, _ => new StubAnswer(200, AssumedRole));
        await using var server = new StubLogs(certificate, _ => StubAnswer.Ok);
        BlockPool pool = Some.Pool();
        OutputOptions[] outputs =
        [
            Output("first", "eu-central-1", firstTokens.Url, server.Url),
            Output("other", "us-east-1", otherTokens.Url, server.Url),
        ];
        using var opened = new CloudWatchOutputs(outputs, pool, new CollectingCloudWatchEvents());
        var sink = new OutputSinks(opened.Sinks);

        for (int output = 0; output < outputs.Length; output++)
        {
            EventBatch batch = Some.Batch(pool, name: new LogStreamName("g", "s") { Output = output });
            Assert.Equal(
                DeliveryResult.Accepted(), await sink.SendAsync(batch, TestContext.Current.CancellationToken));
            batch.Release();
        }

        StubRequest first = Assert.Single(firstTokens.Requests);
        StubRequest other = Assert.Single(otherTokens.Requests);
        Assert.Contains("ExternalId=first-id", first.Text, StringComparison.Ordinal);
        Assert.Contains("ExternalId=other-id", other.Text, StringComparison.Ordinal);
        Assert.Contains("role%2Fother", other.Text, StringComparison.Ordinal);
        Assert.Contains("/us-east-1/sts/", other.Headers["Authorization"], StringComparison.Ordinal);
        Assert.Equal(
            ["/eu-central-1/logs/", "/us-east-1/logs/"],
            server.Requests.Select(r => string.Concat(r.Headers["Authorization"].Split('/').Skip(2).Take(2)
                .Select(part => $"/{part}")) + "/"));
    }

    private OutputOptions Output(string name, string region, Uri tokens, Uri logs)
    {
        CloudWatchOptions options = new()
        {
            Region = region,
            LogGroup = "g",
            Endpoint = logs,
            RoleArn = $"arn:aws:iam::123456789012:role/{name}",
            ExternalId = new SecretText($"{name}-id"),
            StsEndpoint = tokens,
        };
        return new OutputOptions(options, _authority.CaFile);
    }

    private const string AssumedRole =
        """
        <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
        <AccessKeyId>ASSUMED</AccessKeyId><SecretAccessKey>secret</SecretAccessKey>
        <SessionToken>session</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration>
        </Credentials></AssumeRoleResult></AssumeRoleResponse>
        """;
}
