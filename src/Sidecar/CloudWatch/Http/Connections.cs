using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Security.Authentication;
using PhiLens.Sidecar.Hardening;

namespace PhiLens.Sidecar.CloudWatch.Http;

/// <summary>Makes the connections to AWS: TLS 1.2 or 1.3, and as little else as HTTP allows.</summary>
internal static class Connections
{
    /// <summary>How long an idle connection is kept: the service closes them after about 6 s, so 4 s.</summary>
    private static readonly TimeSpan IdleTimeout = TimeSpan.FromSeconds(4);

    /// <summary>How long one connection is used at most, so that changes of the service's addresses are seen.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    /// <summary>How long making a connection may take, TLS included: 5 s.</summary>
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Makes a pool of connections. A proxy is used only where the environment's <c>HTTPS_PROXY</c> and
    /// <c>NO_PROXY</c> say so.
    /// </summary>
    /// <param name="trust">Which certificates are trusted.</param>
    [SuppressMessage("Reliability", "CA2000", Justification = "Disposing the client disposes its handlers.")]
    public static HttpClient Create(TlsTrust trust)
    {
        var sockets = new SocketsHttpHandler
        {
            ActivityHeadersPropagator = null,
            AllowAutoRedirect = false,
            ConnectTimeout = ConnectTimeout,
            PooledConnectionIdleTimeout = IdleTimeout,
            PooledConnectionLifetime = Lifetime,
            UseCookies = false,
            SslOptions = new SslClientAuthenticationOptions
            {
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                CertificateChainPolicy = trust.ChainPolicy(),
            },
        };
        return new HttpClient(new HttpsOnlyHandler(sockets)) { Timeout = Timeout.InfiniteTimeSpan };
    }
}
