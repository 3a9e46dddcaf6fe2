namespace PhiLens.Pipeline.Redaction.Detectors.Identifiers;

/// <summary>
/// A number that an organisation gave: medical record, account, encounter, visit, member, subscriber, policy, licence
/// or serial number. These have no common form, so a keyword must lead to them: a few letters, then digits, perhaps in
/// groups with hyphens, perhaps with a short ending.
/// </summary>
internal static class RecordNumber
{
    private const int FewestDigits = 5;
    private const int MostDigits = 16;
    private const int MostLetters = 6;
    private const int LongestEnding = 3;
    private const int DateLength = 10;

    /// <summary>Behind a number that begins at a place; 0 when none does.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where a run of letters and digits begins.</param>
    /// <param name="fewest">How many digits it has at least.</param>
    internal static int End(ReadOnlySpan<byte> text, int start, int fewest = FewestDigits)
    {
        int letters = start;
        while (letters < text.Length && Chars.IsLetter(text[letters]))
        {
            letters++;
        }

        if (letters - start > MostLetters)
        {
            return 0;
        }

        int at = letters;
        int digits = 0;
        while (TryGroup(text, ref at, out int group))
        {
            digits += group;
        }

        int end = EndingEnd(text, at);
        bool isNumber = digits >= fewest && digits <= MostDigits && end != 0 && Edges.Closes(text, end)
            && IsNoTime(text, end);
        return isNumber && !IsDate(text[start..end]) ? end : 0;
    }

    /// <summary>Digits, behind a hyphen unless they are the first.</summary>
    private static bool TryGroup(ReadOnlySpan<byte> text, ref int at, out int digits)
    {
        int from = Chars.At(text, at) == '-' ? at + 1 : at;
        digits = Chars.Digits(text, from);
        at = digits == 0 ? at : from + digits;
        return digits > 0;
    }

    /// <summary>Behind letters and digits that may follow, as the <c>01</c> or <c>A</c> of a dependant.</summary>
    private static int EndingEnd(ReadOnlySpan<byte> text, int start)
    {
        int end = Chars.AlnumEnd(text, start);
        return end - start <= LongestEnding ? end : 0;
    }

    private static bool IsNoTime(ReadOnlySpan<byte> text, int end) =>
        !(Chars.At(text, end) is (byte)':' or (byte)'/' && Chars.IsDigit(Chars.At(text, end + 1)));

    private static bool IsDate(ReadOnlySpan<byte> number) =>
        number.Length >= DateLength && number[4] == '-' && number[7] == '-' && Chars.Digits(number, 0) == 4;
}
