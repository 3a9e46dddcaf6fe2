using Amazon.Runtime;
using PhiLens.Sidecar.Hardening;

namespace PhiLens.Sidecar.CloudWatch.Http;

/// <summary>Gives a service client of the SDK the same connections as CloudWatch Logs has.</summary>
/// <param name="trust">Which certificates are trusted.</param>
internal sealed class SecureHttpClients(TlsTrust trust) : HttpClientFactory
{
    /// <summary>How long a request may take: 10 s, well within the deadline of the request that waits for it.</summary>
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public override HttpClient CreateHttpClient(IClientConfig clientConfig)
    {
        HttpClient client = Connections.Create(trust);
        client.Timeout = RequestTimeout;
        return client;
    }
}
