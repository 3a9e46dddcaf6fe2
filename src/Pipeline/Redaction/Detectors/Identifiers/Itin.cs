namespace PhiLens.Pipeline.Redaction.Detectors.Identifiers;

/// <summary>
/// Individual taxpayer identification number: a social security number's form with an area from 900, and a group of 50
/// to 65, 70 to 88, 90 to 92 or 94 to 99.
/// </summary>
internal static class Itin
{
    /// <summary>Behind a separated number that begins at a place; 0 when none does.</summary>
    internal static int SeparatedEnd(ReadOnlySpan<byte> text, int start)
    {
        int end = Chars.At(text, start) == '9' ? Ssn.FormEnd(text, start) : 0;
        return end != 0 && Edges.Around(text, start, end) && IsGroup(Chars.Number(text, start + 4, start + 6))
            && Ssn.IsSeparated(text, start, isMeant: true) ? end : 0;
    }

    /// <summary>Whether nine digits without separators can be one.</summary>
    internal static bool IsBare(ReadOnlySpan<byte> digits) =>
        digits.Length == Ssn.Digits && digits[0] == '9' && IsGroup(Chars.Number(digits, 3, 5));

    private static bool IsGroup(int group) => group is (>= 50 and <= 65) or (>= 70 and <= 88) or (>= 90 and <= 92)
        or (>= 94 and <= 99);
}
