namespace PhiLens.Pipeline.Redaction.Detectors;

/// <summary>
/// Where a number may begin and end: not within a longer one, nor beside the stars of a mask, nor joined to the token
/// of a value that was redacted before.
/// </summary>
internal static class Edges
{
    private const int LongestToken = 80;

    /// <summary>Whether a number may begin at a place.</summary>
    internal static bool Opens(ReadOnlySpan<byte> text, int start)
    {
        byte before = Chars.At(text, start - 1);
        return !Chars.IsAlnum(before) && !Joins(before, Chars.At(text, start - 2))
            && !(before == ']' && EndsWithToken(text[..start]));
    }

    /// <summary>Whether a number that a keyword leads to may begin at a place: the keyword may touch it.</summary>
    internal static bool OpensBehindWord(ReadOnlySpan<byte> text, int start) =>
        Chars.IsLetter(Chars.At(text, start - 1)) || Opens(text, start);

    /// <summary>Whether a number may end before a place.</summary>
    internal static bool Closes(ReadOnlySpan<byte> text, int end)
    {
        byte after = Chars.At(text, end);
        return !Chars.IsAlnum(after) && !Joins(after, Chars.At(text, end + 1))
            && !(after == '[' && RedactionToken.LengthAt(text[end..]) > 0);
    }

    /// <summary>Whether a number stands between two places and is not part of a longer one.</summary>
    internal static bool Around(ReadOnlySpan<byte> text, int start, int end) =>
        Opens(text, start) && Closes(text, end);

    private static bool EndsWithToken(ReadOnlySpan<byte> text)
    {
        int open = text[Math.Max(0, text.Length - LongestToken)..].LastIndexOf((byte)'[');
        return open >= 0 && RedactionToken.Is(text[^Math.Min(text.Length, LongestToken)..][open..]);
    }

    private static bool Joins(byte near, byte far) =>
        near == '*' || (near is (byte)'-' or (byte)'.' && (Chars.IsDigit(far) || far is (byte)']' or (byte)'['
            or (byte)'*'));
}
