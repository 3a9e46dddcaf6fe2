using System.Runtime.CompilerServices;
using System.Security.Authentication;
using PhiLens.Pipeline.Delivery;
using PhiLens.Pipeline.Records;
using PhiLens.Sidecar.CloudWatch;
using PhiLens.Sidecar.Configuration;
using PhiLens.Sidecar.Hardening;

namespace PhiLens.Sidecar.Tests.CloudWatch;

/// <summary>A sink, its client, and the stub they talk to.</summary>
internal sealed class LogsFixture : IAsyncDisposable
{
    private readonly TestAuthority _authority = new();
    private readonly System.Security.Cryptography.X509Certificates.X509Certificate2 _certificate;

    public LogsFixture(
        Func<StubRequest, StubAnswer> answer,
        Func<CloudWatchOptions, CloudWatchOptions>? change = null,
        SslProtocols protocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        TimeProvider? clock = null)
    {
        _certificate = _authority.Issue();
        Server = new StubLogs(_certificate, answer, protocols);
        var options = new CloudWatchOptions { Region = "eu-central-1", LogGroup = "unused", Endpoint = Server.Url };
        options = change?.Invoke(options) ?? options;
        Client = CloudWatchLogsClient.Create(options, TlsTrust.Load(_authority.CaFile), clock ?? TimeProvider.System);
        Sink = new CloudWatchSink(Client, options, Pool, Events);
    }

    public StubLogs Server { get; }

    public CloudWatchLogsClient Client { get; }

    public CloudWatchSink Sink { get; }

    public BlockPool Pool { get; } = Some.Pool();

    public CollectingCloudWatchEvents Events { get; } = new();

    public IEnumerable<string> Operations => Server.Requests.Select(request => request.Operation);

    /// <summary>Credentials of nobody, and no search for better ones on the network.</summary>
    [ModuleInitializer]
    internal static void SetCredentials()
    {
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "local");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "local");
        Environment.SetEnvironmentVariable("AWS_EC2_METADATA_DISABLED", "true");
    }

    /// <summary>Sends a batch, and proves that the sink kept none of its memory.</summary>
    public async Task<DeliveryResult> SendAsync(EventBatch? batch = null)
    {
        batch ??= Some.Batch(Pool);
        DeliveryResult result = await Sink.SendAsync(batch, TestContext.Current.CancellationToken);
        batch.Release();
        Assert.Equal(0, Pool.RentedCount);
        return result;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
        _certificate.Dispose();
        _authority.Dispose();
    }
}
