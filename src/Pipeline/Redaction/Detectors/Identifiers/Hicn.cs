namespace PhiLens.Pipeline.Redaction.Detectors.Identifiers;

/// <summary>
/// Health insurance claim number, which Medicare used before the MBI: the social security number of whose work the
/// claim is, and one or two characters that say who the beneficiary is to that person; or, of the Railroad Retirement
/// Board, one to three letters and six or nine digits.
/// </summary>
internal static class Hicn
{
    private const int LongestSuffix = 2;

    /// <summary>Behind a separated number with its suffix; 0 when none begins at a place.</summary>
    internal static int SeparatedEnd(ReadOnlySpan<byte> text, int start, bool isMeant)
    {
        int form = Ssn.FormEnd(text, start);
        int end = form == 0 || !Ssn.IsSeparated(text, start, isMeant) ? 0 : SuffixEnd(text, form);
        return end != 0 && Edges.Around(text, start, end) ? end : 0;
    }

    /// <summary>Whether a word of letters and digits is one, given that a keyword says so.</summary>
    internal static bool Is(ReadOnlySpan<byte> word)
    {
        int letters = 0;
        while (letters < word.Length && Chars.IsLetter(word[letters]))
        {
            letters++;
        }

        int digits = Chars.Digits(word, letters);
        if (letters > 0)
        {
            return letters <= 3 && digits is 6 or 9 && letters + digits == word.Length;
        }

        return digits == Ssn.Digits && Ssn.IsBare(word[..digits], isMeant: true)
            && SuffixEnd(word, digits) == word.Length;
    }

    /// <summary>Behind A, B, C, D, E, F, M, T or W with a second letter or digit, or J, K with a digit.</summary>
    private static int SuffixEnd(ReadOnlySpan<byte> text, int start)
    {
        byte first = (byte)(Chars.At(text, start) & ~Chars.Case);
        int end = Chars.AlnumEnd(text, start);
        bool isSuffix = first is (>= (byte)'A' and <= (byte)'F') or (byte)'J' or (byte)'K' or (byte)'M' or (byte)'T'
            or (byte)'W';
        return isSuffix && end - start <= LongestSuffix ? end : 0;
    }
}
