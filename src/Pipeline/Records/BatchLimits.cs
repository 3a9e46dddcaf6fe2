namespace PhiLens.Pipeline.Records;

/// <summary>
/// What one batch may hold, and in which format. Tests use tiny limits; the product uses <see cref="CloudWatchLogs"/>
/// and <see cref="Forward"/>.
/// </summary>
/// <remarks>Source: the PutLogEvents operation's documented constraints.</remarks>
public sealed record BatchLimits
{
    /// <summary>The limits of PutLogEvents.</summary>
    public static BatchLimits CloudWatchLogs { get; } = new();

    /// <summary>
    /// The limits of a chunk for a Forward receiver: 1 MiB of entries as they are sent. Fluent Bit refuses more than
    /// 6,144,000 bytes, and a receiver acknowledges a chunk as a whole.
    /// </summary>
    public static BatchLimits Forward { get; } = new() { Format = BatchFormat.PackedForward, EventOverhead = 0 };

    /// <summary>What the bytes of a batch are. Default: the body of a PutLogEvents request.</summary>
    public BatchFormat Format { get; init; } = BatchFormat.PutLogEvents;

    /// <summary>
    /// The most bytes of one batch: the messages as UTF-8, plus <see cref="EventOverhead"/> for each. 1,048,576.
    /// </summary>
    public int MaxBytes { get; init; } = 1_048_576;

    /// <summary>What every event counts for beside its message: 26 bytes.</summary>
    public int EventOverhead { get; init; } = 26;

    /// <summary>The most bytes of one event's message: the batch's bytes less one overhead. 1,048,550.</summary>
    public int MaxMessageBytes => MaxBytes - EventOverhead;

    /// <summary>The most events of one batch: 10,000.</summary>
    public int MaxEvents { get; init; } = 10_000;

    /// <summary>The longest time from a batch's first event to its last, in milliseconds: 24 hours.</summary>
    public long MaxSpanMilliseconds { get; init; } = 24 * 60 * 60 * 1000;

    /// <summary>The longest that a batch's first event waits for the batch to fill. 1 s.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The longest that an awaited event waits for its batch to fill. 100 ms: Forward clients give up after 500 ms.
    /// </summary>
    public TimeSpan MaxAwaitedAge { get; init; } = TimeSpan.FromMilliseconds(100);
}
