using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Acknowledging;
using PhiLens.Pipeline.Filtering;
using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Redaction;

namespace PhiLens.Pipeline;

/// <summary>What all lanes of a pipeline share.</summary>
internal sealed record LaneParts
{
    internal required ReadBuffers Buffers { get; init; }

    internal required MemoryBudget Budget { get; init; }

    internal required Ledger Ledger { get; init; }

    internal required Overflow Overflow { get; init; }

    internal required IPipelineListener Listener { get; init; }

    internal required TimeProvider Time { get; init; }

    /// <summary>The longest piece of a line, in bytes.</summary>
    internal required int MaxRecordSize { get; init; }

    /// <summary>What becomes of a record that is longer than one event.</summary>
    internal Oversize Oversize { get; init; }

    /// <summary>When a chunk is acknowledged.</summary>
    internal required ForwardAck ForwardAck { get; init; }

    /// <summary>The chunks that came lately.</summary>
    internal required ChunkWindow Chunks { get; init; }

    /// <summary>Which records are kept; null for all.</summary>
    internal RecordFilter? Filter { get; init; }

    /// <summary>Which lines are one record; null when each is.</summary>
    internal ILineGrouping? Grouping { get; init; }

    /// <summary>How long a record waits for a further line.</summary>
    internal required TimeSpan MultilineAge { get; init; }

    /// <summary>What is redacted; null for nothing.</summary>
    internal RedactionPolicy? Redaction { get; init; }

    /// <summary>Makes pseudonyms and encrypts; null when no rule asks for either.</summary>
    internal IFieldSealer? Sealer { get; init; }

    /// <summary>Memory to redact in, of which read buffers can take nothing.</summary>
    internal required ReadBuffers Scratch { get; init; }

    /// <summary>The rate of each container; null for no limit.</summary>
    internal RateLimit? Rate { get; init; }

    /// <summary>How long a line waits for its last fragment.</summary>
    internal required TimeSpan FragmentAge { get; init; }

    /// <summary>The longest message of one event, in bytes.</summary>
    internal required int MaxMessageBytes { get; init; }

    /// <summary>The longest message of one event when it is escaped, in bytes.</summary>
    internal required int MaxEscapedBytes { get; init; }

    /// <summary>The same for one more lane, with its own part of what all share of the memory.</summary>
    internal LaneParts ForLane() => this with { Buffers = Buffers.OpenLane(), Scratch = Scratch.OpenLane() };
}
