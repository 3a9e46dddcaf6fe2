using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Batching;

/// <summary>
/// Writes the bytes of one stream's batches: a header, events with a separator between them, a footer. Used under the
/// lock of its <see cref="BatchBuilder"/>.
/// </summary>
internal interface IBatchFormat
{
    /// <summary>What a body begins with; may be empty.</summary>
    ReadOnlySpan<byte> Header { get; }

    /// <summary>What stands between two events; may be empty.</summary>
    ReadOnlySpan<byte> Separator { get; }

    /// <summary>What a body ends with; may be empty.</summary>
    ReadOnlySpan<byte> Footer { get; }

    /// <summary>Whether a body's SHA-256 is wanted.</summary>
    bool IsHashed { get; }

    /// <summary>Writes one event at the body's end, with the separator before it.</summary>
    /// <param name="body">The body.</param>
    /// <param name="record">The event.</param>
    /// <param name="time">Its time in milliseconds since 1970-01-01 UTC.</param>
    /// <param name="isFirst">Whether no event is before it, so that no separator is written.</param>
    /// <param name="size">What the event counts for in the limit of the batch's bytes.</param>
    /// <returns>False when memory has no room; some of the event may then have been written.</returns>
    bool TryWriteEvent(BlockChain body, in LogRecord record, long time, bool isFirst, out int size);
}
