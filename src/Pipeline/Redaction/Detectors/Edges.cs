namespace PhiLens.Pipeline.Redaction.Detectors;

/// <summary>
/// Where a number may begin and end: not within a longer one, nor beside the stars of a mask, nor joined to the token
/// of a value that was redacted before.
/// </summary>
internal static class Edges
{
    /// <summary>Whether a number may begin at a place.</summary>
    internal static bool Opens(ReadOnlySpan<byte> text, int start)
    {
        byte before = Chars.At(text, start - 1);
        return !Chars.IsAlnum(before) && !Joins(before, Chars.At(text, start - 2));
    }

    /// <summary>Whether a number may end before a place.</summary>
    internal static bool Closes(ReadOnlySpan<byte> text, int end)
    {
        byte after = Chars.At(text, end);
        return !Chars.IsAlnum(after) && !Joins(after, Chars.At(text, end + 1));
    }

    /// <summary>Whether a number stands between two places and is not part of a longer one.</summary>
    internal static bool Around(ReadOnlySpan<byte> text, int start, int end) =>
        Opens(text, start) && Closes(text, end);

    private static bool Joins(byte near, byte far) =>
        near == '*' || (near is (byte)'-' or (byte)'.' && (Chars.IsDigit(far) || far is (byte)']' or (byte)'['
            or (byte)'*'));
}
