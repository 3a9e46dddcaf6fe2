using System.Buffers;

namespace PhiLens.Pipeline.Redaction.Layers;

/// <summary>
/// Goes through a text unit by unit: a unit is one byte that stands for itself, or an escape or a character that stands
/// for other bytes, never for more than it has itself.
/// </summary>
internal static class Unfolder
{
    /// <summary>The longest that an escape may be written: <c>&amp;#x0001F600;</c>.</summary>
    internal const int LongestUnit = 12;

    /// <summary>The most bytes that a unit stands for.</summary>
    internal const int LongestMeaning = 4;

    /// <summary>Everything but the bytes at which a unit of more than one byte may begin.</summary>
    private static readonly SearchValues<byte> Marks = SearchValues.Create(
        [(byte)'%', (byte)'&', (byte)'\\', .. Enumerable.Range(0x80, 0x80).Select(b => (byte)b)]);

    /// <summary>Where the first unit stands that is not its own meaning; less than 0 when none does.</summary>
    internal static int FirstChange(ReadOnlySpan<byte> text)
    {
        Span<byte> meaning = stackalloc byte[LongestMeaning];
        for (int at = Advance(text, 0); at < text.Length;)
        {
            Unit unit = Unit.At(text, at, meaning);
            if (unit.IsChange)
            {
                return at;
            }

            at = Advance(text, at + unit.Length);
        }

        return -1;
    }

    /// <summary>Writes what a text stands for.</summary>
    /// <param name="text">The text.</param>
    /// <param name="first">Where its first change is.</param>
    /// <param name="copy">Where the bytes go; as long as the text.</param>
    /// <returns>How many there are.</returns>
    internal static int Copy(ReadOnlySpan<byte> text, int first, Span<byte> copy)
    {
        Span<byte> meaning = stackalloc byte[LongestMeaning];
        text[..first].CopyTo(copy);
        int written = first;
        for (int at = first; at < text.Length;)
        {
            Unit unit = Unit.At(text, at, meaning);
            meaning[..unit.MeaningLength].CopyTo(copy[written..]);
            written += unit.MeaningLength;
            at += unit.Length;
            int next = Advance(text, at);
            text[at..next].CopyTo(copy[written..]);
            written += next - at;
            at = next;
        }

        return written;
    }

    /// <summary>Where the next unit stands that may not be its own meaning; the text's length when none does.</summary>
    internal static int Advance(ReadOnlySpan<byte> text, int at)
    {
        int next = text[at..].IndexOfAny(Marks);
        return next < 0 ? text.Length : at + next;
    }
}
