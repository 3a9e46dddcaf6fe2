using System.Buffers.Text;

namespace PhiLens.Pipeline.Records;

/// <summary>What stands at the end of an event that is not a whole record. ASCII that needs no escape.</summary>
internal static class PartMarker
{
    /// <summary>Room for every marker: <c> [part 2147483647, last]</c> has 24 bytes.</summary>
    internal const int MaxLength = 24;

    /// <summary>Events shorter than that carry no marker. Only tests have such.</summary>
    internal const int ShortestEvent = 64;

    /// <summary>Writes an event's marker.</summary>
    /// <param name="to">Where to; of <see cref="MaxLength"/>.</param>
    /// <param name="oversize">What becomes of long records.</param>
    /// <param name="number">Which part it is, from one.</param>
    /// <param name="isLast">Whether the record ends with it.</param>
    /// <returns>The part of <paramref name="to"/> that was written.</returns>
    internal static ReadOnlySpan<byte> Write(Span<byte> to, Oversize oversize, int number, bool isLast)
    {
        if (oversize == Oversize.Truncate)
        {
            " [truncated]"u8.CopyTo(to);
            return to[.." [truncated]"u8.Length];
        }

        " [part "u8.CopyTo(to);
        int length = " [part "u8.Length;
        _ = Utf8Formatter.TryFormat(number, to[length..], out int digits);
        length += digits;
        ReadOnlySpan<byte> end = isLast ? ", last]"u8 : "]"u8;
        end.CopyTo(to[length..]);
        return to[..(length + end.Length)];
    }
}
