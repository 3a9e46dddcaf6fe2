namespace PhiLens.Pipeline.Records;

/// <summary>A Forward record as it came, or with a joined line in place of its own.</summary>
/// <param name="record">The record, a whole MessagePack map.</param>
/// <param name="line">The line, or a piece of it, that was joined.</param>
/// <param name="isJoined">Whether the line stands in place of the record's own.</param>
/// <param name="part">Which part of the whole line it is.</param>
public readonly ref struct RecordView(
    ReadOnlySpan<byte> record, ReadOnlySpan<byte> line, bool isJoined, LinePart part)
{
    /// <summary>The record, a whole MessagePack map.</summary>
    public ReadOnlySpan<byte> Record { get; } = record;

    /// <summary>The line that was joined.</summary>
    public ReadOnlySpan<byte> Line { get; } = line;

    /// <summary>Whether the line stands in place of the record's own.</summary>
    public bool IsJoined { get; } = isJoined;

    /// <summary>Which part of the whole line it is.</summary>
    public LinePart Part { get; } = part;
}
