namespace PhiLens.Pipeline.Redaction.Detectors.Money;

/// <summary>
/// Payment card number: the issuer's prefix with a length that it uses, and the Luhn check digit. Lengths of 13 to 16
/// digits run without a keyword, with or without blanks or hyphens between groups; 17 to 19 need one, because block
/// numbers of distributed file systems have as many digits.
/// </summary>
internal static class Card
{
    internal const int Shortest = 13;
    internal const int Longest = 19;
    private const int LongestBare = 16;

    /// <summary>Whether digits without separators are a card's.</summary>
    internal static bool Is(ReadOnlySpan<byte> digits, bool isMeant) => digits.Length >= Shortest
        && digits.Length <= (isMeant ? Longest : LongestBare)
        && IsIssued(Chars.Number(digits, 0, 6), digits.Length)
        && digits.IndexOfAnyExcept(digits[0]) >= 0 && CheckDigits.IsLuhn(digits);

    /// <summary>
    /// Behind the groups of a card that begins at a place: 4-4-4-4, of American Express and Diners 4-6-5 and 4-6-4.
    /// </summary>
    internal static int GroupedEnd(ReadOnlySpan<byte> text, int start)
    {
        byte separator = Chars.At(text, start + 4);
        int second = Chars.Digits(text, start + 5);
        if (separator is not ((byte)'-' or (byte)' ') || second is not (4 or 6))
        {
            return 0;
        }

        int at = start + 5 + second;
        int last = second == 4 ? GroupEnd(text, GroupEnd(text, at, separator, 4, 4), separator, 4, 4)
            : GroupEnd(text, at, separator, 4, 5);
        return last != 0 && Edges.Around(text, start, last) && !IsAmongGroups(text, start, last, separator)
            && IsGrouped(text[start..last]) ? last : 0;
    }

    /// <summary>Whether more groups of four digits stand before or behind, as in a dump of numbers.</summary>
    private static bool IsAmongGroups(ReadOnlySpan<byte> text, int start, int end, byte separator) =>
        (Chars.At(text, end) == separator && Chars.Digits(text, end + 1) == 4)
        || (start >= 5 && text[start - 1] == separator && Chars.Digits(text, start - 5) == 4
            && !Chars.IsAlnum(Chars.At(text, start - 6)));

    private static int GroupEnd(ReadOnlySpan<byte> text, int at, byte separator, int fewest, int most)
    {
        int digits = at == 0 || Chars.At(text, at) != separator ? 0 : Chars.Digits(text, at + 1);
        return digits >= fewest && digits <= most ? at + 1 + digits : 0;
    }

    private static bool IsGrouped(ReadOnlySpan<byte> groups)
    {
        Span<byte> digits = stackalloc byte[Longest];
        int count = 0;
        foreach (byte next in groups)
        {
            if (Chars.IsDigit(next))
            {
                digits[count++] = next;
            }
        }

        return Is(digits[..count], isMeant: false);
    }

    /// <summary>Whether an issuer has the first six digits, and numbers of that length.</summary>
    private static bool IsIssued(int first, int length)
    {
        int two = first / 10_000;
        int three = first / 1_000;
        int four = first / 100;
        return two switch
        {
            >= 40 and <= 49 => length is 13 or 16 or 19,
            >= 51 and <= 55 => length == 16,
            34 or 37 => length == 15,
            36 or 38 or 39 => length is >= 14 and <= 19,
            30 => three is (>= 300 and <= 305) or 309 && length is >= 14 and <= 19,
            35 => four is >= 3528 and <= 3589 && length is >= 16 and <= 19,
            60 => four == 6011 && length is >= 16 and <= 19,
            62 or 65 => length is >= 16 and <= 19,
            64 => three >= 644 && length is >= 16 and <= 19,
            >= 22 and <= 27 => four is >= 2221 and <= 2720 && length == 16,
            _ => false,
        };
    }
}
