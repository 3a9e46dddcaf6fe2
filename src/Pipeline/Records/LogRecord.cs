namespace PhiLens.Pipeline.Records;

/// <summary>A log record, or a part of one that is too long for one event: a view over bytes of others.</summary>
/// <param name="message">The record's bytes, as they were written.</param>
/// <param name="timestamp">Milliseconds since 1970-01-01 UTC.</param>
public readonly ref struct LogRecord(ReadOnlySpan<byte> message, long timestamp)
{
    /// <summary>The record's bytes, as they were written.</summary>
    public ReadOnlySpan<byte> Message { get; } = message;

    /// <summary>What stands after the message: ASCII that needs no escape; empty as a rule.</summary>
    public ReadOnlySpan<byte> Marker { get; init; }

    /// <summary>Milliseconds since 1970-01-01 UTC.</summary>
    public long Timestamp { get; } = timestamp;

    /// <summary>
    /// True when the record brought its time along. A line does not: its time is that of its arrival, and
    /// never before that of the line ahead of it in the same batch, whatever the machine's clock does.
    /// </summary>
    public bool HasOwnTime { get; init; }

    /// <summary>True when the message is a whole record as one JSON object, and not the text of a line.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Who waits to hear what became of this part or record; null for nobody.</summary>
    public IReceipt? Receipt { get; init; }

    /// <summary>True when the sender waits for the outcome: its batch then closes early.</summary>
    public bool IsAwaited { get; init; }
}
