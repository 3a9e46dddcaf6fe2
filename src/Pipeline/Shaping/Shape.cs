namespace PhiLens.Pipeline.Shaping;

/// <summary>What a message is made of.</summary>
/// <param name="record">The record, a whole MessagePack map.</param>
/// <param name="line">The line, or a piece of it, that was joined of fragments.</param>
/// <param name="time">Milliseconds since 1970-01-01 UTC.</param>
/// <param name="isJoined">Whether the line stands in place of the record's own.</param>
internal readonly ref struct Shape(ReadOnlySpan<byte> record, ReadOnlySpan<byte> line, long time, bool isJoined = false)
{
    internal ReadOnlySpan<byte> Record { get; } = record;

    internal ReadOnlySpan<byte> Line { get; } = line;

    internal long Time { get; } = time;

    internal bool IsJoined { get; } = isJoined;
}
