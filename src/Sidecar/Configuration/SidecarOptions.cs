using System.Net;
using PhiLens.Pipeline;
using PhiLens.Sidecar.Configuration.Encryption;
using PhiLens.Sidecar.Configuration.FireLens;
using PhiLens.Sidecar.Configuration.Redaction;
using PhiLens.Sidecar.Forwarding;
using Serilog.Events;

namespace PhiLens.Sidecar.Configuration;

/// <summary>Everything that the sidecar was told, read and checked once at the start. Immutable.</summary>
internal sealed record SidecarOptions
{
    /// <summary><c>SOURCES__*</c>.</summary>
    public required SourceOptions Sources { get; init; }

    /// <summary><c>CLOUDWATCH__*</c>.</summary>
    public required CloudWatchOptions CloudWatch { get; init; }

    /// <summary><c>FORWARD__*</c>: receivers that get every record, with an own output or without.</summary>
    public ForwardToOptions ForwardTo { get; init; } = new();

    /// <summary><c>RECORDS__*</c>, <c>MEMORY__*</c> and the batch and retry times of <c>CLOUDWATCH__*</c>.</summary>
    public required PipelineOptions Pipeline { get; init; }

    /// <summary><c>REDACTION__*</c>: what is redacted.</summary>
    public required RedactionOptions Redaction { get; init; }

    /// <summary><c>ENCRYPTION__*</c> and <c>KMS__*</c>: what values are sealed with.</summary>
    public required EncryptionOptions Encryption { get; init; }

    /// <summary>What the ECS agent's file asks for; null when there is none.</summary>
    public FireLensOptions? FireLens { get; init; }

    /// <summary>How many sockets take connections for records.</summary>
    public int Sockets => Sources.Lines.Count + Sources.Forward.Count + (FireLens?.Inputs.Count ?? 0);

    /// <summary>
    /// Whether records go where <c>CLOUDWATCH__*</c> says: lines always, Forward records when no output of the agent's
    /// file ships records. Without a log group they go to Forward receivers only.
    /// </summary>
    public bool HasOwnOutput => (CloudWatch.LogGroup.Length > 0 || ForwardTo.Receivers.Count == 0)
        && (FireLens is null or { Outputs.Count: 0 } || Sources.Stdin || Sources.Fifo.Count + Sources.Lines.Count > 0);

    /// <summary>Where records go, each with the number that a stream's name says: the own output first.</summary>
    public IReadOnlyList<OutputOptions> Outputs =>
    [
        .. HasOwnOutput ? [new OutputOptions(CloudWatch, CaFile)] : Array.Empty<OutputOptions>(),
        .. FireLens?.Outputs ?? [],
    ];

    /// <summary>The number of the first Forward receiver: they come behind the other outputs.</summary>
    public int FirstReceiver => Outputs.Count;

    /// <summary><c>TLS__CAFILE</c>: PEM roots trusted in addition to the system's.</summary>
    public string? CaFile { get; init; }

    /// <summary><c>SHUTDOWN__DRAIN</c>: the most time after SIGTERM. Default 25 s, from 0 to 10 minutes.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary><c>HEALTH__LISTEN</c>: where health and metrics are served. Default 127.0.0.1:8686.</summary>
    public IPEndPoint HealthListen { get; init; } = new(IPAddress.Loopback, 8686);

    /// <summary><c>LOG__LEVEL</c>: the least level of its own log.</summary>
    public LogEventLevel LogLevel { get; init; } = LogEventLevel.Information;

    /// <summary><c>LOG__FORMAT=json</c>: whether its own log is Serilog's compact JSON.</summary>
    public bool LogJson { get; init; }
}
