namespace PhiLens.Pipeline.Redaction.Detectors.Things;

/// <summary>
/// Unique device identifier of 21 CFR 830 in the form of GS1: <c>(01)</c> and a GTIN of fourteen digits with its check
/// digit, then application identifiers in parentheses, <c>(21)</c> the serial number among them. HIBCC's form,
/// <c>+</c>, letters and digits with <c>/</c> between the two parts, needs a keyword.
/// </summary>
internal static class Udi
{
    private const int Gtin = 14;
    private const int LongestElement = 24;

    /// <summary>Finds the identifier whose GTIN is the digits at a place.</summary>
    /// <returns>Behind it; 0 when there is none.</returns>
    internal static int Gs1End(ReadOnlySpan<byte> text, int digits, out int start)
    {
        start = digits - 4;
        if (start < 0 || !text[start..digits].SequenceEqual("(01)"u8)
            || !CheckDigits.IsGs1(text.Slice(digits, Gtin)))
        {
            return 0;
        }

        int end = digits + Gtin;
        while (Chars.At(text, end) == '(' && Chars.Digits(text, end + 1) is 2 or 3)
        {
            int close = end + 1 + Chars.Digits(text, end + 1);
            int element = Chars.At(text, close) == ')' ? ElementEnd(text, close + 1) : 0;
            if (element == 0)
            {
                break;
            }

            end = element;
        }

        return end;
    }

    /// <summary>Behind HIBCC's form that begins with the plus sign at a place; 0 when none does.</summary>
    internal static int HibccEnd(ReadOnlySpan<byte> text, int plus)
    {
        int end = plus + 1;
        int digits = 0;
        while (end < text.Length && (Chars.IsAlnum(text[end]) || text[end] is (byte)'/' or (byte)'$' or (byte)'+'))
        {
            digits += Chars.IsDigit(text[end]) ? 1 : 0;
            end++;
        }

        return Chars.IsUpper(Chars.At(text, plus + 1)) && digits >= 4 && end - plus >= 10 ? end : 0;
    }

    private static int ElementEnd(ReadOnlySpan<byte> text, int start)
    {
        int end = start;
        while (end < text.Length && end - start < LongestElement
            && (Chars.IsAlnum(text[end]) || text[end] is (byte)'-' or (byte)'.' or (byte)'/'))
        {
            end++;
        }

        return end > start ? end : 0;
    }
}
