using PhiLens.Pipeline.Acknowledging;
using PhiLens.Pipeline.Records;
using PhiLens.Sidecar.Configuration.Values;

namespace PhiLens.Sidecar.Configuration.Table;

/// <summary>The settings of what is read.</summary>
internal static class SourceSettings
{
    /// <summary><c>SOURCES__STDIN</c>.</summary>
    public static Setting<bool> Stdin { get; } = new(Kinds.Switch)
    {
        Key = "SOURCES:STDIN",
        Default = "false",
        Description = "Read lines from standard input; when it ends and no other source is set: deliver, print the "
            + "ledger, exit",
    };

    /// <summary><c>SOURCES__FIFO</c>.</summary>
    public static Setting<IReadOnlyList<string>> Fifo { get; } = new(Addresses.Pipes)
    {
        Key = "SOURCES:FIFO",
        Description = "Named pipes to read; missing ones are created (mode 0622), and `name.stdout` or `name.stderr` "
            + "gives the container name and the stream",
    };

    /// <summary><c>SOURCES__LINES</c>.</summary>
    public static Setting<IReadOnlyList<ListenAddress>> Lines { get; } = new(Addresses.Listeners)
    {
        Key = "SOURCES:LINES",
        Description = "Sockets that take newline-delimited text: `unix:/path` or `tcp:host:port`",
    };

    /// <summary><c>SOURCES__FORWARD</c>.</summary>
    public static Setting<IReadOnlyList<ListenAddress>> Forward { get; } = new(Addresses.TlsListeners)
    {
        Key = "SOURCES:FORWARD",
        Description = "Sockets that take the Fluentd Forward protocol: `unix:/path`, `tcp:host:port` or "
            + "`tls:host:port`",
    };

    /// <summary><c>SOURCES__FORWARDSHAREDKEY</c>.</summary>
    public static Setting<string> ForwardSharedKey { get; } = new(Kinds.Text)
    {
        Key = "SOURCES:FORWARDSHAREDKEY",
        IsSecret = true,
        Description = "Asks for the Forward handshake with this shared key on `tcp:` and `tls:`",
    };

    /// <summary><c>SOURCES__FORWARDCERTFILE</c>.</summary>
    public static Setting<string> ForwardCertFile { get; } = new(Kinds.Path)
    {
        Key = "SOURCES:FORWARDCERTFILE",
        Description = "The PEM certificate for `tls:`, then those that lead to its root; read once, at the start",
    };

    /// <summary><c>SOURCES__FORWARDKEYFILE</c>.</summary>
    public static Setting<string> ForwardKeyFile { get; } = new(Kinds.Path)
    {
        Key = "SOURCES:FORWARDKEYFILE",
        Description = "The PEM key of that certificate, not encrypted",
    };

    /// <summary><c>SOURCES__FORWARDCLIENTCAFILE</c>.</summary>
    public static Setting<string> ForwardClientCaFile { get; } = new(Kinds.Path)
    {
        Key = "SOURCES:FORWARDCLIENTCAFILE",
        Description = "PEM roots of clients' certificates; with it, clients on `tls:` must show one",
    };

    /// <summary><c>SOURCES__FORWARDACK</c>.</summary>
    public static Setting<ForwardAck> ForwardAcks { get; } = new(Kinds.Choice(
        ("delivered", ForwardAck.Delivered), ("buffered", ForwardAck.Buffered)))
    {
        Key = "SOURCES:FORWARDACK",
        Default = "delivered",
        Description = "When a Forward chunk is acknowledged",
    };

    /// <summary><c>SOURCES__UNIXMODE</c>.</summary>
    public static Setting<UnixFileMode?> UnixMode { get; } = new(Kinds.FileMode)
    {
        Key = "SOURCES:UNIXMODE",
        DefaultInWords = "`0666` for `LINES`, `0660` for `FORWARD`",
        Description = "The mode of the Unix sockets it makes",
    };

    /// <summary><c>RECORDS__MAXSIZE</c>.</summary>
    public static Setting<long> MaxRecordSize { get; } = new(Kinds.Size)
    {
        Key = "RECORDS:MAXSIZE",
        Default = "1MiB",
        Description = "A longer record is split there; from 1KiB to 16MiB, and at most a quarter of `MEMORY__LIMIT`",
    };

    /// <summary><c>MULTILINE__PRESET</c>.</summary>
    public static Setting<IReadOnlyList<string>> MultilinePreset { get; } = new(TraceKinds.Languages)
    {
        Key = "MULTILINE:PRESET",
        Description = "Joins the lines of one stack trace, and the log line ahead of it, into one record, as these "
            + "languages write them: any of `java`, `python`, `dotnet`, `go`, `node`",
    };

    /// <summary><c>MULTILINE__PATTERN</c>.</summary>
    public static Setting<TextPattern?> MultilinePattern { get; } = new(Kinds.Pattern)
    {
        Key = "MULTILINE:PATTERN",
        Description = "A line that this expression matches, within its first 1024 bytes, begins a record, and every "
            + "other line goes on with the one ahead; instead of `MULTILINE__PRESET`",
    };

    /// <summary><c>MULTILINE__AGE</c>.</summary>
    public static Setting<TimeSpan> MultilineAge { get; } = new(Kinds.Duration)
    {
        Key = "MULTILINE:AGE",
        Default = "1s",
        Description = "How long a record waits for a line that goes on with it, and a tenth of how long it waits in "
            + "all; from 10ms to 5m",
    };

    /// <summary><c>RECORDS__OVERSIZE</c>.</summary>
    public static Setting<Oversize> Oversize { get; } = new(Kinds.Choice(
        ("split", Pipeline.Records.Oversize.Split),
        ("split-marked", Pipeline.Records.Oversize.SplitMarked),
        ("truncate", Pipeline.Records.Oversize.Truncate)))
    {
        Key = "RECORDS:OVERSIZE",
        Default = "split",
        Description = "What becomes of a record that is longer than one event: `split` sends several, `split-marked` "
            + "ends each with ` [part N]` or ` [part N, last]`, `truncate` sends the first with ` [truncated]` at its "
            + "end and leaves the rest away",
    };

    /// <summary><c>FILTER__INCLUDE</c>.</summary>
    public static Setting<TextPattern?> Include { get; } = new(Kinds.Pattern)
    {
        Key = "FILTER:INCLUDE",
        Description = "Only records whose message matches this expression are kept",
    };

    /// <summary><c>FILTER__EXCLUDE</c>.</summary>
    public static Setting<TextPattern?> Exclude { get; } = new(Kinds.Pattern)
    {
        Key = "FILTER:EXCLUDE",
        Description = "Records whose message matches this expression are left out",
    };

    /// <summary><c>FIRELENS__CONFIG</c>.</summary>
    public static Setting<string> AgentFile { get; } = new(Kinds.Path)
    {
        Key = "FIRELENS:CONFIG",
        Default = "/fluent-bit/etc/fluent-bit.conf",
        Description = "The file that the ECS agent writes for FireLens, which stands between the defaults and the JSON "
            + "document; one that is missing is never an error",
    };
}
