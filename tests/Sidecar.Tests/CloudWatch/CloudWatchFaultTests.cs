using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Extensions.Time.Testing;
using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Delivery;
using PhiLens.Pipeline.Records;
using PhiLens.Sidecar.CloudWatch;
using PhiLens.Sidecar.CloudWatch.Http;
using PhiLens.Sidecar.CloudWatch.Transport;
using PhiLens.Sidecar.Configuration;
using PhiLens.Sidecar.Hardening;

namespace PhiLens.Sidecar.Tests.CloudWatch;

/// <summary>What the sink says when the connection, not the service, fails.</summary>
public sealed class CloudWatchFaultTests
{
    [Fact]
    public async Task A_connection_that_ends_before_the_answer_is_ambiguous()
    {
        await using var logs = new LogsFixture(_ => StubAnswer.Ok with { Hangup = true });

        Assert.Equal(DeliveryResult.Retry(RetryCause.Connection, ambiguous: true), await logs.SendAsync());
        Assert.Single(logs.Server.Requests);
    }

    [Fact]
    public async Task A_used_connection_that_ends_before_the_answer_is_not_sent_again_in_secret()
    {
        int count = 0;
        await using var logs = new LogsFixture(_ => StubAnswer.Ok with { Hangup = ++count == 2 });
        Assert.Equal(DeliveryResult.Accepted(), await logs.SendAsync());

        Assert.Equal(DeliveryResult.Retry(RetryCause.Connection, ambiguous: true), await logs.SendAsync());
        Assert.Equal(2, logs.Server.Requests.Count);
    }

    [Fact]
    public async Task A_connection_that_ends_within_the_answer_is_ambiguous()
    {
        await using var logs = new LogsFixture(_ => StubAnswer.Ok with { Cut = true });

        Assert.Equal(DeliveryResult.Retry(RetryCause.Connection, ambiguous: true), await logs.SendAsync());
    }

    [Fact]
    public async Task An_answer_that_cannot_be_read_is_ambiguous()
    {
        await using var logs = new LogsFixture(_ => new StubAnswer(200, "<html>"));

        Assert.Equal(DeliveryResult.Retry(RetryCause.Connection, ambiguous: true), await logs.SendAsync());
    }

    [Fact]
    public async Task No_answer_within_the_deadline_is_an_ambiguous_timeout()
    {
        var clock = new FakeTimeProvider();
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var logs = new LogsFixture(
            _ =>
            {
                arrived.SetResult();
                return StubAnswer.Ok with { Silent = true };
            },
            clock: clock);

        Task<DeliveryResult> sending = logs.SendAsync();
        await arrived.Task;
        clock.Advance(CloudWatchLogsClient.RequestDeadline - TimeSpan.FromSeconds(1));
        Assert.False(sending.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(DeliveryResult.Retry(RetryCause.Timeout, ambiguous: true), await sending);
        Assert.Equal("Timeout", Assert.Single(logs.Events.Failures).Code);
    }

    [Fact]
    public async Task A_request_that_its_caller_breaks_off_says_whether_it_may_have_arrived()
    {
        using var cancel = new CancellationTokenSource();
        await using var logs = new LogsFixture(_ =>
        {
            cancel.Cancel();
            return StubAnswer.Ok with { Silent = true };
        });
        EventBatch batch = Some.Batch(logs.Pool);

        DeliveryResult result = await logs.Sink.SendAsync(batch, cancel.Token);

        Assert.Equal(DeliveryResult.Retry(RetryCause.Timeout, ambiguous: true), result);
        Assert.Empty(logs.Events.Failures);
        batch.Release();
    }

    [Fact]
    public async Task A_refused_connection_is_not_ambiguous()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        await using var logs = new LogsFixture(
            _ => StubAnswer.Ok, options => options with { Endpoint = new Uri($"https://127.0.0.1:{port}/") });

        Assert.Equal(DeliveryResult.Retry(RetryCause.Connection), await logs.SendAsync());
        Assert.Equal("ConnectionError", Assert.Single(logs.Events.Failures).Code);
    }

    [Fact]
    public async Task A_certificate_of_an_unknown_authority_is_refused_without_ambiguity()
    {
        using var authority = new TestAuthority();
        using var certificate = authority.Issue();
        await using var server = new StubLogs(certificate, _ => StubAnswer.Ok);

        await RefusedAsync(server, TlsTrust.Load(null));
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_refused()
    {
        using var authority = new TestAuthority();
        using var certificate = authority.Issue(name: "logs.example.org");
        await using var server = new StubLogs(certificate, _ => StubAnswer.Ok);

        await RefusedAsync(server, TlsTrust.Load(authority.CaFile));
    }

    [Fact]
    public async Task A_certificate_that_has_ended_is_refused()
    {
        using var authority = new TestAuthority();
        using var certificate = authority.Issue(days: 0);
        await using var server = new StubLogs(certificate, _ => StubAnswer.Ok);

        await RefusedAsync(server, TlsTrust.Load(authority.CaFile));
    }

    [Fact]
    public async Task A_certificate_for_clients_is_refused()
    {
        using var authority = new TestAuthority();
        using var certificate = authority.Issue(purpose: "1.3.6.1.5.5.7.3.2");
        await using var server = new StubLogs(certificate, _ => StubAnswer.Ok);

        await RefusedAsync(server, TlsTrust.Load(authority.CaFile));
    }

    [Fact]
    public async Task A_server_that_speaks_only_TLS_1_1_is_refused()
    {
#pragma warning disable SYSLIB0039, CA5397 // The old protocol is what this test is about.
        await using var logs = new LogsFixture(_ => StubAnswer.Ok, protocols: SslProtocols.Tls11);
#pragma warning restore SYSLIB0039, CA5397

        Assert.Equal(DeliveryResult.Retry(RetryCause.Connection), await logs.SendAsync());
        Assert.Empty(logs.Server.Requests);
    }

    [Fact]
    public async Task A_server_that_speaks_only_TLS_1_2_is_taken()
    {
        await using var logs = new LogsFixture(_ => StubAnswer.Ok, protocols: SslProtocols.Tls12);

        Assert.Equal(DeliveryResult.Accepted(), await logs.SendAsync());
    }

    [Fact]
    public void An_endpoint_without_TLS_is_refused()
    {
        var options = new CloudWatchOptions
        {
            Region = "eu-central-1",
            LogGroup = "g",
            Endpoint = new Uri("http://127.0.0.1:1/"),
        };

        Assert.Throws<LogsEndpointException>(() => CloudWatchLogsClient.Create(options, TlsTrust.Load(null)));
    }

    [Fact]
    public async Task A_request_without_TLS_is_refused_at_the_last_door()
    {
        using HttpClient http = Connections.Create(TlsTrust.Load(null));

        await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await http.GetAsync("http://127.0.0.1:1/", TestContext.Current.CancellationToken));
    }

    private static async Task RefusedAsync(StubLogs server, TlsTrust trust)
    {
        var options = new CloudWatchOptions { Region = "eu-central-1", LogGroup = "g", Endpoint = server.Url };
        using CloudWatchLogsClient client = CloudWatchLogsClient.Create(options, trust);
        BlockPool pool = Some.Pool();
        var events = new CollectingCloudWatchEvents();
        var sink = new CloudWatchSink(client, options, pool, events);
        EventBatch batch = Some.Batch(pool);

        Assert.Equal(
            DeliveryResult.Retry(RetryCause.Connection),
            await sink.SendAsync(batch, TestContext.Current.CancellationToken));

        Assert.Empty(server.Requests);
        Assert.Equal("SecureConnectionError", Assert.Single(events.Failures).Code);
        batch.Release();
    }
}
