using System.Buffers;
using PhiLens.Pipeline.Redaction.Detectors;

namespace PhiLens.Pipeline.Redaction.Text.KeyValues;

/// <summary>
/// The name before a colon or equals sign: a word with <c>_ - .</c>, or what stands in quotes, which may be escaped, or
/// in the brackets of <c>form[ssn]</c>.
/// </summary>
/// <param name="Start">The first byte.</param>
/// <param name="End">Behind the last.</param>
internal readonly record struct KeyName(int Start, int End)
{
    private const int Longest = 64;
    private const int MostBlanks = 8;
    private const int MostWords = 4;

    /// <summary>Words that mean something only with those before them, as in <c>Date of Birth</c>.</summary>
    private static readonly WordSet LastWords = new(
        "name birth number no id security date address code phone death admission discharge code street city line "
        + "record identifier time dob ssn");

    /// <summary>Words before <c>name</c> which say that it is no person's.</summary>
    private static readonly WordSet Things = new(
        "file host user service app application queue table database db server class method display event pod container "
        + "image group stream log role policy bucket key topic index column field type package module assembly process "
        + "thread job task domain machine computer node cluster device driver interface function cookie header parameter "
        + "variable property template view controller action route path schema tag branch project product resource "
        + "object category component plugin source target dns zone network cache session test step stage drug facility");

    private static readonly SearchValues<byte> NameBytes = SearchValues.Create(
    [
        .. "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-."u8,
        .. Enumerable.Range(0x80, 0x80).Select(b => (byte)b),
    ]);

    internal bool IsEmpty => End <= Start;

    /// <summary>The name that ends before a separator; empty when there is none.</summary>
    internal static KeyName Before(ReadOnlySpan<byte> text, int separator)
    {
        int end = separator;
        while (end > 0 && separator - end < MostBlanks && Chars.IsBlank(text[end - 1]))
        {
            end--;
        }

        byte last = Chars.At(text, end - 1);
        if (Chars.IsQuote(last))
        {
            return Quoted(text, end - 1, last);
        }

        if (last == ']')
        {
            end -= Chars.At(text, end - 2) == '[' ? 2 : 1;
        }

        return Plain(text, end);
    }

    /// <summary>The same name with the words before it, one more each time; empty when there are no more.</summary>
    internal KeyName WithWordBefore(ReadOnlySpan<byte> text)
    {
        if (Chars.At(text, Start - 1) != ' ' || !Chars.IsLetter(Chars.At(text, Start - 2)))
        {
            return default;
        }

        int start = Start - 1;
        while (start > 0 && End - start < Longest && (Chars.IsLetter(text[start - 1]) || text[start - 1] == '\''))
        {
            start--;
        }

        return new KeyName(start, End);
    }

    /// <summary>Whether it is the name of a thing: <c>File name: …</c></summary>
    internal bool IsOfThing(ReadOnlySpan<byte> text)
    {
        if (!Chars.Reads(text[Start..End], "name"u8))
        {
            return false;
        }

        KeyName longer = WithWordBefore(text);
        return !longer.IsEmpty && Things.Contains(text[longer.Start..(Start - 1)]);
    }

    /// <summary>Whether words before this one may belong to the name.</summary>
    internal bool MayHaveMore(ReadOnlySpan<byte> text) => Chars.At(text, Start - 1) == ' '
        && Chars.IsLetter(Chars.At(text, Start - 2)) && LastWords.Contains(text[Start..End]);

    /// <summary>The most words of a name.</summary>
    internal static int WordLimit => MostWords;

    private static KeyName Plain(ReadOnlySpan<byte> text, int end)
    {
        int from = Math.Max(0, end - Longest);
        int start = from + text[from..end].LastIndexOfAnyExcept(NameBytes) + 1;
        if (Chars.At(text, start - 1) == '*')
        {
            // The rest of a value that was masked.
            return default;
        }

        while (start < end && !Chars.IsLetter(text[start]) && text[start] < 0x80)
        {
            start++;
        }

        // Between the colons of an address stands no name: fdec:dea3:6f4::e1.
        bool isGroup = Chars.At(text, start - 1) == ':' && Chars.At(text, end) == ':' && IsHex(text[start..end]);
        return end - start < Longest && !isGroup && !IsLabel(text, start) ? new KeyName(start, end) : default;
    }

    /// <summary>Whether a name is that of a value which was redacted before: <c>[REDACTED:phone]</c>.</summary>
    private static bool IsLabel(ReadOnlySpan<byte> text, int start) =>
        start >= RedactionToken.Opening.Length && text[..start].EndsWith(RedactionToken.Opening);

    private static bool IsHex(ReadOnlySpan<byte> name)
    {
        foreach (byte value in name)
        {
            if (!Chars.IsHex(value))
            {
                return false;
            }
        }

        return true;
    }

    private static KeyName Quoted(ReadOnlySpan<byte> text, int close, byte quote)
    {
        int end = close;
        while (end > 0 && text[end - 1] == '\\')
        {
            end--;
        }

        int from = Math.Max(0, end - Longest);
        int open = text[from..end].LastIndexOf(quote);
        return open < 0 || text[(from + open)..end].IndexOf(RedactionToken.Opening) >= 0
            ? default
            : new KeyName(from + open + 1, end);
    }
}
