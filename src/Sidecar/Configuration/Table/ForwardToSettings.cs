using PhiLens.Sidecar.Configuration.Values;
using PhiLens.Sidecar.Forwarding;

namespace PhiLens.Sidecar.Configuration.Table;

/// <summary>The settings of Forward receivers as a destination.</summary>
internal static class ForwardToSettings
{
    /// <summary><c>FORWARD__TO</c>.</summary>
    public static Setting<IReadOnlyList<ForwardReceiver>> To { get; } = new(Receivers.List)
    {
        Key = "FORWARD:TO",
        Description = "Forward receivers to ship to, instead of or beside CloudWatch: `unix:/path`, `tcp:host:port` or "
            + "`tls:host:port`; each gets every record, and `tcp:` is not encrypted",
    };

    /// <summary><c>FORWARD__SHAREDKEY</c>.</summary>
    public static Setting<string> SharedKey { get; } = new(Kinds.Text)
    {
        Key = "FORWARD:SHAREDKEY",
        IsSecret = true,
        Description = "The shared key of those receivers that are `tcp:` or `tls:`",
    };

    /// <summary><c>FORWARD__TAG</c>.</summary>
    public static Setting<string> Tag { get; } = new(Kinds.Text)
    {
        Key = "FORWARD:TAG",
        DefaultInWords = "a Forward record's own; for lines `{container}-firelens-{task_id}`",
        Description = "The template of the tag, with the names of `CLOUDWATCH__LOGSTREAM`",
    };

    /// <summary><c>FORWARD__COMPRESSION</c>.</summary>
    public static Setting<bool> Compression { get; } = new(Kinds.Choice(("none", false), ("gzip", true)))
    {
        Key = "FORWARD:COMPRESSION",
        Default = "none",
        Description = "Whether chunks for Forward receivers are compressed",
    };

    /// <summary><c>FORWARD__ACKTIMEOUT</c>.</summary>
    public static Setting<TimeSpan> AckTimeout { get; } = new(Kinds.Duration)
    {
        Key = "FORWARD:ACKTIMEOUT",
        Default = "30s",
        Description = "How long a Forward receiver may take for a chunk and its acknowledgement before the same chunk "
            + "is sent again; from 100ms to 5m",
    };
}
