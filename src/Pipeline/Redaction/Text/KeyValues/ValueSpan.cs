using System.Buffers;
using PhiLens.Pipeline.Redaction.Detectors;
using PhiLens.Pipeline.Redaction.Detectors.People;

namespace PhiLens.Pipeline.Redaction.Text.KeyValues;

/// <summary>Where a field's value stands in a text.</summary>
/// <param name="Start">Its first byte, behind a quote.</param>
/// <param name="End">Behind its last byte, before a quote.</param>
/// <param name="IsQuoted">Whether quotes stand around it.</param>
internal readonly record struct ValueSpan(int Start, int End, bool IsQuoted)
{
    private const int MostBlanks = 64;
    private const int MostGroups = 5;
    private const int LongestGroup = 4;

    private static readonly SearchValues<byte> Ends = SearchValues.Create(" \t\r\n&,;})]<>\"'|\\`"u8);

    /// <summary>The value behind a separator.</summary>
    internal static ValueSpan Behind(ReadOnlySpan<byte> text, int separator, ValueKind kind)
    {
        int at = separator + 1;
        at += Chars.At(text, at) is (byte)'=' or (byte)'>' ? 1 : 0;
        int most = Math.Min(text.Length, at + MostBlanks);
        while (at < most && Chars.IsBlank(text[at]))
        {
            at++;
        }

        return At(text, at, kind);
    }

    /// <summary>The value that begins at a place, with its quote.</summary>
    internal static ValueSpan At(ReadOnlySpan<byte> text, int at, ValueKind kind)
    {
        int quote = at;
        while (Chars.At(text, quote) == '\\')
        {
            quote++;
        }

        quote += Chars.At(text, quote) == 'N' && Chars.At(text, quote + 1) == '\'' ? 1 : 0;
        if (Chars.IsQuote(Chars.At(text, quote)))
        {
            int start = quote + 1;
            return new ValueSpan(start, QuoteEnd(text, start, text[quote], quote - at), IsQuoted: true);
        }

        if (RedactionToken.LengthAt(text[Math.Min(at, text.Length)..]) > 0)
        {
            return new ValueSpan(at, at, IsQuoted: false);
        }

        return new ValueSpan(at, PlainEnd(text, at, kind), IsQuoted: false);
    }

    /// <summary>Behind a word without quotes.</summary>
    internal static int WordEnd(ReadOnlySpan<byte> text, int start)
    {
        int at = start;
        while (true)
        {
            int length = text[at..].IndexOfAny(Ends);
            if (length < 0)
            {
                return text.Length;
            }

            at += length;
            bool isApostrophe = text[at] == '\'' && Chars.IsLetter(Chars.At(text, at - 1))
                && Chars.IsLetter(Chars.At(text, at + 1)) && at > start;
            bool isParenthesis = text[at] == ')' && text[start] == '(';
            if (!isApostrophe && !isParenthesis)
            {
                return at;
            }

            at++;
        }
    }

    private static int PlainEnd(ReadOnlySpan<byte> text, int start, ValueKind kind)
    {
        if (start >= text.Length)
        {
            return text.Length;
        }

        if (kind == ValueKind.Line)
        {
            int line = text[start..].IndexOfAny("\r\n\"'\\"u8);
            return line < 0 ? text.Length : start + line;
        }

        int end = WordEnd(text, start);
        if (end == start)
        {
            return end;
        }

        int date = kind == ValueKind.Words ? DateForm.End(text, start) : 0;
        if (date >= end)
        {
            return date;
        }

        return kind == ValueKind.Words ? WordsEnd.Of(text, start, end) : GroupsEnd(text, start, end);
    }

    /// <summary>Behind groups of digits with blanks between them: <c>(617) 555-0123</c>, <c>123 45 6789</c>.</summary>
    private static int GroupsEnd(ReadOnlySpan<byte> text, int start, int first)
    {
        int end = first;
        bool isGroup = IsGroup(text[start..first]);
        for (int i = 0; i < MostGroups && isGroup && Chars.At(text, end) == ' '; i++)
        {
            int next = WordEnd(text, end + 1);
            isGroup = IsGroup(text[(end + 1)..next]) || (next - end - 1 == 8 && text[end + 4] == '-');
            end = isGroup ? next : end;
        }

        return end;
    }

    private static bool IsGroup(ReadOnlySpan<byte> word)
    {
        ReadOnlySpan<byte> digits = word.Trim("()+"u8);
        return digits.Length is > 0 and <= LongestGroup && Chars.Digits(digits, 0) == digits.Length;
    }

    /// <summary>Where the closing quote stands, which has as many backslashes before it as the opening one.</summary>
    private static int QuoteEnd(ReadOnlySpan<byte> text, int start, byte quote, int escapes)
    {
        int at = start;
        while (true)
        {
            int length = text[at..].IndexOf(quote);
            if (length < 0)
            {
                return CutEnd(text, start);
            }

            at += length;
            int before = at;
            while (before > start && text[before - 1] == '\\')
            {
                before--;
            }

            int slashes = at - before;
            bool isClose = escapes == 0 ? slashes % 2 == 0 : slashes <= escapes;
            if (isClose && !IsWithin(text, at, quote))
            {
                return escapes == 0 ? at : before;
            }

            at += quote == '\'' && Chars.At(text, at + 1) == '\'' ? 2 : 1;
        }
    }

    /// <summary>An apostrophe in a name, or a quote of SQL that is written twice.</summary>
    private static bool IsWithin(ReadOnlySpan<byte> text, int at, byte quote) => quote == '\''
        && ((Chars.IsLetter(Chars.At(text, at - 1)) && Chars.IsLetter(Chars.At(text, at + 1)))
            || (Chars.At(text, at + 1) == '\'' && Chars.IsLetter(Chars.At(text, at + 2))));

    /// <summary>The end of a value whose closing quote was cut off: that of its line.</summary>
    private static int CutEnd(ReadOnlySpan<byte> text, int start)
    {
        int line = text[start..].IndexOfAny((byte)'\n', (byte)'\r');
        return line < 0 ? text.Length : start + line;
    }
}
