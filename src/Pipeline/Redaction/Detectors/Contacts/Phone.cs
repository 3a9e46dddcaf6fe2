namespace PhiLens.Pipeline.Redaction.Detectors.Contacts;

/// <summary>
/// Phone and fax numbers of the North American Numbering Plan: <c>NPA-NXX-XXXX</c>, where the area code and the
/// exchange begin with 2 to 9 and do not end in 11, with hyphens, dots, blanks or the area code in parentheses, perhaps
/// with <c>+1</c> before and an extension behind. Without separators ten digits need a keyword, or <c>+1</c> before
/// them.
/// </summary>
internal static class Phone
{
    internal const int Digits = 10;
    private const int LongestExtension = 6;

    /// <summary>Finds the number whose area code is the three digits at a place.</summary>
    /// <param name="text">The text.</param>
    /// <param name="area">Where three digits begin.</param>
    /// <param name="isMeant">Whether a key or keyword says that it is one.</param>
    /// <param name="start">
    /// The number's first byte: a parenthesis or a plus sign may stand before the area code.
    /// </param>
    /// <returns>Behind it; 0 when there is none.</returns>
    internal static int SeparatedEnd(ReadOnlySpan<byte> text, int area, bool isMeant, out int start)
    {
        start = area;
        int exchange = SkipAreaEnd(text, area, out bool isInParentheses);
        if (exchange == 0 || Chars.Digits(text, exchange) != 3)
        {
            return 0;
        }

        byte separator = Chars.At(text, exchange + 3);
        int line = exchange + 4;
        if (separator is not ((byte)'-' or (byte)'.' or (byte)' ') || Chars.Digits(text, line) != 4
            || !IsPlan(text, area, exchange, isInParentheses))
        {
            return 0;
        }

        int end = line + 4;
        start = PrefixStart(text, isInParentheses ? area - 1 : area);
        bool isColumn = !isMeant && start == area && separator == ' ' && IsColumn(text, start, end);
        return isColumn || !Edges.Opens(text, start) || !Edges.Closes(text, end) && ExtensionEnd(text, end) == end
            ? 0
            : ExtensionEnd(text, end);
    }

    /// <summary>Whether ten digits can be one.</summary>
    internal static bool IsBare(ReadOnlySpan<byte> digits) =>
        digits.Length == Digits && IsCode(digits, 0) && IsCode(digits, 3);

    /// <summary>Behind an extension that follows a number, or where it would begin.</summary>
    internal static int ExtensionEnd(ReadOnlySpan<byte> text, int end)
    {
        int at = Chars.SkipBlanks(text, Chars.At(text, end) == ',' ? end + 1 : end);
        int mark = MarkEnd(text, at);
        if (mark == at)
        {
            return end;
        }

        at = Chars.SkipBlanks(text, mark);
        int digits = Chars.Digits(text, at);
        return digits is > 0 and <= LongestExtension && !Chars.IsAlnum(Chars.At(text, at + digits)) ? at + digits : end;
    }

    /// <summary>Where the exchange begins behind an area code; 0 when what stands there parts no number.</summary>
    private static int SkipAreaEnd(ReadOnlySpan<byte> text, int area, out bool isInParentheses)
    {
        int at = area + 3;
        byte next = Chars.At(text, at);
        isInParentheses = next == ')' && Chars.At(text, area - 1) == '(';
        if (isInParentheses)
        {
            at++;
            return Chars.At(text, at) is (byte)' ' or (byte)'-' or (byte)'.' ? at + 1 : at;
        }

        return next is (byte)'-' or (byte)'.' or (byte)' ' or (byte)'/' ? at + 1 : 0;
    }

    /// <summary>
    /// In parentheses an area code cannot be taken for anything else, so the codes of services pass; else separators
    /// must agree, but for the slash of <c>617/555-0123</c>.
    /// </summary>
    private static bool IsPlan(ReadOnlySpan<byte> text, int area, int exchange, bool isInParentheses)
    {
        if (isInParentheses)
        {
            return text[area] >= '2' && text[exchange] >= '2';
        }

        byte first = text[exchange - 1];
        byte second = text[exchange + 3];
        bool agree = first == second || first is (byte)'/' or (byte)' ' && second == '-';
        return agree && IsCode(text, area) && IsCode(text, exchange);
    }

    private static bool IsCode(ReadOnlySpan<byte> text, int at) =>
        text[at] is >= (byte)'2' and <= (byte)'9' && !(text[at + 1] == '1' && text[at + 2] == '1');

    /// <summary>Where the number begins with <c>+1</c>, <c>1-</c> or <c>1 </c> before it.</summary>
    private static int PrefixStart(ReadOnlySpan<byte> text, int start)
    {
        int at = Chars.At(text, start - 1) is (byte)'-' or (byte)'.' or (byte)' ' ? start - 2 : start - 1;
        if (Chars.At(text, at) != '1' || Chars.IsAlnum(Chars.At(text, at - 1)))
        {
            return Chars.At(text, start - 1) == '+' ? start - 1 : start;
        }

        if (Chars.At(text, at - 1) == '+')
        {
            return at - 1;
        }

        return at + 1 < start && text[at + 1] != ' ' ? at : start;
    }

    private static bool IsColumn(ReadOnlySpan<byte> text, int start, int end)
    {
        bool isPreceded = Chars.At(text, start - 1) == ' '
            && (Chars.IsDigit(Chars.At(text, start - 2)) || Chars.At(text, start - 2) == '"');
        return isPreceded || (Chars.At(text, end) == ' ' && Chars.IsDigit(Chars.At(text, end + 1)));
    }

    /// <summary>Behind what announces an extension, or the same place when nothing does.</summary>
    private static int MarkEnd(ReadOnlySpan<byte> text, int at)
    {
        if (Chars.At(text, at) == '#')
        {
            return at + 1;
        }

        int end = Chars.StandsAt(text, at, "extension"u8) ? at + 9
            : Chars.StandsAt(text, at, "ext"u8) ? at + 3
            : Chars.StandsAt(text, at, "x"u8) ? at + 1 : at;
        return end > at && Chars.At(text, end) is (byte)'.' or (byte)':' ? end + 1 : end;
    }
}
