namespace PhiLens.Pipeline.Framing;

/// <summary>
/// A line without its line feed, or a piece of a line that is longer than a record may be: a view over the framer's
/// buffer, valid until the framer is moved on.
/// </summary>
/// <param name="bytes">The piece's bytes; a carriage return before the line feed is among them.</param>
/// <param name="isFirst">Whether the line begins here.</param>
/// <param name="isLast">Whether the line ends here.</param>
public readonly ref struct LinePiece(ReadOnlySpan<byte> bytes, bool isFirst, bool isLast)
{
    /// <summary>The piece's bytes; a carriage return before the line feed is among them.</summary>
    public ReadOnlySpan<byte> Bytes { get; } = bytes;

    /// <summary>Whether the line begins here.</summary>
    public bool IsFirst { get; } = isFirst;

    /// <summary>Whether the line ends here.</summary>
    public bool IsLast { get; } = isLast;
}
