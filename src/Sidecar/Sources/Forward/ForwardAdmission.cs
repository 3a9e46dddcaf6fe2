using PhiLens.Sidecar.Hardening;

namespace PhiLens.Sidecar.Sources.Forward;

/// <summary>What a Forward source asks of its clients before it believes them.</summary>
/// <param name="SharedKey">The key that they must know; null asks for none.</param>
/// <param name="Tls">The TLS that they must speak; null for none.</param>
/// <param name="HostName">How the server names itself in the handshake.</param>
internal sealed record ForwardAdmission(string? SharedKey, TlsServer? Tls, string HostName)
{
    /// <summary>How long a client may take for TLS, and again for the shared key.</summary>
    internal static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);
}
