using PhiLens.Pipeline.Acknowledging;
using PhiLens.Pipeline.Delivery.Turns;
using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Redaction;

namespace PhiLens.Pipeline;

/// <summary>What the core can be told. Immutable; <see cref="Validate"/> returns every error at once.</summary>
public sealed record PipelineOptions
{
    /// <summary>The smallest memory limit: 4 MiB, one batch in flight, one growing, and a long record.</summary>
    public const long SmallestMemoryLimit = 4 * 1024 * 1024;

    /// <summary>The largest record that is looked at as a whole: 16 MiB.</summary>
    public const int LargestRecord = 16 * 1024 * 1024;

    /// <summary>The smallest value of <see cref="MaxRecordSize"/>: 1 KiB.</summary>
    public const int SmallestRecord = 1024;

    /// <summary>The smallest value of <see cref="RateLimit"/>: 1 KiB each second.</summary>
    public const long SmallestRateLimit = 1024;

    /// <summary>Bytes of log data held at once, all buffers together. Default 64 MiB, at least 4 MiB.</summary>
    public long MemoryLimit { get; init; } = 64 * 1024 * 1024;

    /// <summary>What happens when the memory limit is reached. Default: the oldest batches are dropped.</summary>
    public WhenFull WhenFull { get; init; } = WhenFull.DropOldest;

    /// <summary>
    /// The longest record in bytes; a longer one is split there. Default 1 MiB, from 1 KiB to 16 MiB, and at most a
    /// quarter of the memory limit.
    /// </summary>
    public int MaxRecordSize { get; init; } = 1024 * 1024;

    /// <summary>What becomes of a record that is longer than one event. Default: several events.</summary>
    public Oversize Oversize { get; init; } = Oversize.Split;

    /// <summary>The longest that a record waits for its batch to fill. Default 1 s, from 10 ms to 5 minutes.</summary>
    public TimeSpan BatchAge { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait between two tries. Default 5 s, from 100 ms to 5 minutes.</summary>
    public TimeSpan RetryCap { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many requests of one stream are on their way. Default: one, so that order is kept.</summary>
    public DeliveryOrder Order { get; init; } = DeliveryOrder.Strict;

    /// <summary>
    /// Bytes per second that each container may write; more is dropped as <see cref="Accounting.DropReason.Rate"/>.
    /// Default null: no limit. At least 1 KiB.
    /// </summary>
    public long? RateLimit { get; init; }

    /// <summary>When a chunk that a Forward client named is acknowledged. Default: when it is delivered.</summary>
    public ForwardAck ForwardAck { get; init; } = ForwardAck.Delivered;

    /// <summary>How long a line that Docker cut waits for its last fragment. Default 5 s, 10 ms to 5 minutes.</summary>
    public TimeSpan FragmentAge { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>What a record's message must match to be kept. Default null: anything.</summary>
    public TextPattern? Include { get; init; }

    /// <summary>What a record's message must not match to be kept. Default null: nothing.</summary>
    public TextPattern? Exclude { get; init; }

    /// <summary>
    /// Which lines are one record, of every source; a Forward route may say otherwise. Default null: each line is.
    /// </summary>
    public ILineGrouping? Grouping { get; init; }

    /// <summary>How long a record waits for a further line. Default 1 s, from 10 ms to 5 minutes.</summary>
    public TimeSpan MultilineAge { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>What is redacted before anything leaves. Default null: nothing.</summary>
    public RedactionPolicy? Redaction { get; init; }

    /// <summary>Makes pseudonyms and encrypts. Default null: no rule asks for either.</summary>
    public IFieldSealer? Sealer { get; init; }

    /// <summary>What a batch may hold. Only tests change it.</summary>
    public BatchLimits BatchLimits { get; init; } = BatchLimits.CloudWatchLogs;

    /// <summary>
    /// The batches of outputs that are not like <see cref="BatchLimits"/>, by <see cref="LogStreamName.Output"/>.
    /// </summary>
    public IReadOnlyDictionary<int, BatchLimits> OutputLimits { get; init; } = new Dictionary<int, BatchLimits>();

    /// <summary>Every error of these options; empty when they can be used.</summary>
    public IReadOnlyList<PipelineOptionError> Validate()
    {
        List<PipelineOptionError> errors = [];
        Check(MemoryLimit >= SmallestMemoryLimit, nameof(MemoryLimit), "must be at least 4MiB");
        Check(
            MaxRecordSize is >= SmallestRecord and <= LargestRecord,
            nameof(MaxRecordSize),
            "must be from 1KiB to 16MiB");
        Check(
            MaxRecordSize <= MemoryLimit / 4,
            nameof(MaxRecordSize),
            "must be at most a quarter of the memory limit");
        Check(
            BatchAge >= TimeSpan.FromMilliseconds(10) && BatchAge <= TimeSpan.FromMinutes(5),
            nameof(BatchAge),
            "must be from 10ms to 5m");
        Check(
            RetryCap >= TimeSpan.FromMilliseconds(100) && RetryCap <= TimeSpan.FromMinutes(5),
            nameof(RetryCap),
            "must be from 100ms to 5m");
        Check(
            FragmentAge >= TimeSpan.FromMilliseconds(10) && FragmentAge <= TimeSpan.FromMinutes(5),
            nameof(FragmentAge),
            "must be from 10ms to 5m");
        Check(
            MultilineAge >= TimeSpan.FromMilliseconds(10) && MultilineAge <= TimeSpan.FromMinutes(5),
            nameof(MultilineAge),
            "must be from 10ms to 5m");
        Check(RateLimit is null or >= SmallestRateLimit, nameof(RateLimit), "must be at least 1KiB");
        return errors;

        void Check(bool holds, string option, string rule)
        {
            if (!holds)
            {
                errors.Add(new PipelineOptionError(option, rule));
            }
        }
    }
}
