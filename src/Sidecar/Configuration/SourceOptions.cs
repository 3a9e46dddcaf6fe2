using PhiLens.Sidecar.Hardening;

namespace PhiLens.Sidecar.Configuration;

/// <summary>The <c>SOURCES__*</c> settings that can be used today.</summary>
internal sealed record SourceOptions
{
    /// <summary><c>STDIN</c>: whether standard input is read.</summary>
    public bool Stdin { get; init; }

    /// <summary><c>FIFO</c>: absolute paths of named pipes.</summary>
    public IReadOnlyList<string> Fifo { get; init; } = [];

    /// <summary><c>LINES</c>: sockets that take newline-delimited text.</summary>
    public IReadOnlyList<ListenAddress> Lines { get; init; } = [];

    /// <summary><c>FORWARD</c>: sockets that take the Forward protocol.</summary>
    public IReadOnlyList<ListenAddress> Forward { get; init; } = [];

    /// <summary>The files of Forward sources on <c>tls:</c>; null when there are none.</summary>
    public TlsServerFiles? ForwardTls { get; init; }

    /// <summary><c>FORWARDSHAREDKEY</c>: asked of Forward clients on TCP; null asks for none.</summary>
    public string? ForwardSharedKey { get; init; }

    /// <summary><c>UNIXMODE</c>: the mode of the Unix sockets it makes; null leaves each kind its default.</summary>
    public UnixFileMode? UnixMode { get; init; }
}
