using PhiLens.Pipeline.Acknowledging;

namespace PhiLens.Sidecar.Configuration;

/// <summary>The <c>SOURCES__FORWARD*</c> settings that can be used today.</summary>
internal sealed record ForwardOptions
{
    /// <summary><c>FORWARD</c>: sockets that take the Forward protocol.</summary>
    public IReadOnlyList<ListenAddress> Addresses { get; init; } = [];

    /// <summary><c>FORWARDSHAREDKEY</c>: asked of clients on TCP; null asks for none.</summary>
    public string? SharedKey { get; init; }

    /// <summary><c>FORWARDACK</c>: when a chunk is acknowledged.</summary>
    public ForwardAck Ack { get; init; } = ForwardAck.Delivered;

    /// <summary><c>UNIXMODE</c>: the mode of a Unix socket's file; 0660 by default.</summary>
    public UnixFileMode UnixMode { get; init; } =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;
}
