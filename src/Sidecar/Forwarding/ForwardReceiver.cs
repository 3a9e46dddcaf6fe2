namespace PhiLens.Sidecar.Forwarding;

/// <summary>A Forward receiver: <c>unix:/path</c>, <c>tcp:host:port</c> or <c>tls:host:port</c>.</summary>
/// <param name="Text">As the user wrote it, for messages.</param>
/// <param name="UnixPath">The absolute path of a Unix socket, or null.</param>
/// <param name="Host">The name or address of the host; for TLS its certificate must name it. Empty for a path.</param>
/// <param name="Port">The port, 1 to 65535; 0 for a path.</param>
/// <param name="IsTls">Whether the connection is encrypted.</param>
internal sealed record ForwardReceiver(string Text, string? UnixPath, string Host, int Port, bool IsTls);
