using System.Net;
using PhiLens.Pipeline.Records;
using PhiLens.Sidecar.Configuration.Values;
using Serilog.Events;

namespace PhiLens.Sidecar.Configuration.Table;

/// <summary>The settings of the process as a whole.</summary>
internal static class ProcessSettings
{
    /// <summary><c>TLS__CAFILE</c>.</summary>
    public static Setting<string> CaFile { get; } = new(Kinds.Path)
    {
        Key = "TLS:CAFILE",
        Description = "PEM roots trusted in addition to the system's; there is no switch that weakens verification",
    };

    /// <summary><c>MEMORY__LIMIT</c>.</summary>
    public static Setting<long> MemoryLimit { get; } = new(Kinds.Size)
    {
        Key = "MEMORY:LIMIT",
        DefaultInWords = "the smaller of `64MiB` and a quarter of the container's memory limit",
        Description = "Bytes of log data held at once, all buffers together: at least 4MiB, at most 40 % of the "
            + "container's memory limit",
    };

    /// <summary><c>MEMORY__WHENFULL</c>.</summary>
    public static Setting<WhenFull> WhenFull { get; } = new(Kinds.Choice(
        ("drop-oldest", Pipeline.Records.WhenFull.DropOldest),
        ("drop-newest", Pipeline.Records.WhenFull.DropNewest),
        ("block", Pipeline.Records.WhenFull.Block)))
    {
        Key = "MEMORY:WHENFULL",
        Default = "drop-oldest",
        Description = "Which records are given up when the limit is reached; `block` gives up none and stops reading, "
            + "so that writers wait",
    };

    /// <summary><c>LIMIT__RATE</c>.</summary>
    public static Setting<long> RateLimit { get; } = new(Kinds.Size)
    {
        Key = "LIMIT:RATE",
        Description = "Bytes per second and container, with one second's bytes as burst: what exceeds it is dropped "
            + "as `rate`, with one summary event per minute in the container's own stream; at least 1KiB",
    };

    /// <summary><c>SHUTDOWN__DRAIN</c>.</summary>
    public static Setting<TimeSpan> Drain { get; } = new(Kinds.Duration)
    {
        Key = "SHUTDOWN:DRAIN",
        Default = "25s",
        Description = "After SIGTERM: keep reading until the writers close, deliver, and stop within this time; from "
            + "0s to 10m",
    };

    /// <summary><c>HEALTH__LISTEN</c>.</summary>
    public static Setting<IPEndPoint> HealthListen { get; } = new(Addresses.HostAndPort)
    {
        Key = "HEALTH:LISTEN",
        Default = "127.0.0.1:8686",
        Description = "Where `/live`, `/ready`, `/delivering` and `/metrics` (Prometheus text) are served over plain "
            + "HTTP; they hold counts, never log data",
    };

    /// <summary><c>LOG__LEVEL</c>.</summary>
    public static Setting<LogEventLevel> LogLevel { get; } = new(Kinds.Choice(
        ("verbose", LogEventLevel.Verbose),
        ("debug", LogEventLevel.Debug),
        ("information", LogEventLevel.Information),
        ("warning", LogEventLevel.Warning),
        ("error", LogEventLevel.Error),
        ("fatal", LogEventLevel.Fatal)))
    {
        Key = "LOG:LEVEL",
        Default = "information",
        Description = "The least level of its own log, which goes to standard output and holds no byte of a record",
    };

    /// <summary><c>LOG__FORMAT</c>.</summary>
    public static Setting<bool> LogFormat { get; } = new(Kinds.Choice(("text", false), ("json", true)))
    {
        Key = "LOG:FORMAT",
        Default = "text",
        Description = "The format of its own log; `json` is Serilog's compact format",
    };
}
