namespace PhiLens.Pipeline.Redaction.Structures.X12;

/// <summary>Where the elements of one segment stand.</summary>
internal readonly ref struct X12Elements
{
    /// <summary>No segment of the standard has more; what stands behind them counts to the last one.</summary>
    internal const int Most = 32;

    private readonly ReadOnlySpan<byte> _text;
    private readonly Span<Part> _parts;

    /// <summary>Parts a segment.</summary>
    /// <param name="text">The text that holds it.</param>
    /// <param name="segment">The segment, without its terminator.</param>
    /// <param name="separator">What parts its elements.</param>
    /// <param name="parts">Room for the segment's name and <see cref="Most"/> elements.</param>
    internal X12Elements(ReadOnlySpan<byte> text, Part segment, byte separator, Span<Part> parts)
    {
        _text = text;
        _parts = parts;
        int at = segment.Start;
        while (Count <= Most)
        {
            int length = Count < Most ? text[at..segment.End].IndexOf(separator) : -1;
            int end = length < 0 ? segment.End : at + length;
            parts[Count++] = new Part(at, end);
            at = end + 1;
            if (length < 0)
            {
                break;
            }
        }
    }

    /// <summary>How many there are, with the segment's name.</summary>
    internal int Count { get; }

    /// <summary>An element; 0 is the segment's name.</summary>
    internal Part this[int element] => _parts[element];

    /// <summary>A short element as a number; 0 when it is missing, empty or long.</summary>
    internal ulong Code(int element) =>
        element < Count ? X12Code.Of(_text[_parts[element].Start.._parts[element].End]) : 0;
}
