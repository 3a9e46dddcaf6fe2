namespace PhiLens.Pipeline.Records;

/// <summary>One log record, or a part of one that is too long for one event: a view over bytes that others own.</summary>
/// <param name="message">The record's bytes, as they were written.</param>
/// <param name="timestamp">
/// Milliseconds since 1970-01-01 UTC, or <see cref="OnArrival"/> for a line, which has no time of its own.
/// </param>
/// <param name="receipt">Who waits to hear what became of this part; null for a record that is whole.</param>
public readonly ref struct LogRecord(ReadOnlySpan<byte> message, long timestamp, IReceipt? receipt = null)
{
    /// <summary>The time of a record that carries none: it gets the time at which it is put in its batch.</summary>
    public const long OnArrival = long.MinValue;

    /// <summary>The record's bytes, as they were written.</summary>
    public ReadOnlySpan<byte> Message { get; } = message;

    /// <summary>Milliseconds since 1970-01-01 UTC, or <see cref="OnArrival"/>.</summary>
    public long Timestamp { get; } = timestamp;

    /// <summary>Who waits to hear what became of this part; null for a record that is whole.</summary>
    public IReceipt? Receipt { get; } = receipt;
}
