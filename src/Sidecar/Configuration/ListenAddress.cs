using System.Net;

namespace PhiLens.Sidecar.Configuration;

/// <summary>Where a source listens: <c>unix:/path</c>, <c>tcp:host:port</c> or <c>tls:host:port</c>.</summary>
/// <param name="Text">As the user wrote it, for messages.</param>
/// <param name="UnixPath">The absolute path of a Unix socket, or null.</param>
/// <param name="Tcp">The address and port of a TCP socket, or null.</param>
internal sealed record ListenAddress(string Text, string? UnixPath, IPEndPoint? Tcp)
{
    /// <summary>Whether a connection begins with a TLS handshake.</summary>
    public bool IsTls { get; init; }

    /// <summary>Where the agent's file says so, for messages; null when a setting does.</summary>
    public string? Place { get; init; }
}
