using PhiLens.Pipeline.Redaction.Detectors;

namespace PhiLens.Pipeline.Redaction.Text.KeyValues;

/// <summary>
/// The name before a colon or equals sign: a word with <c>_ - .</c>, or what stands in quotes, which may be escaped, or in
/// the brackets of <c>form[ssn]</c>.
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

    /// <summary>Whether words before this one may belong to the name.</summary>
    internal bool MayHaveMore(ReadOnlySpan<byte> text) => LastWords.Contains(text[Start..End]);

    /// <summary>The most words of a name.</summary>
    internal static int WordLimit => MostWords;

    private static KeyName Plain(ReadOnlySpan<byte> text, int end)
    {
        int start = end;
        while (start > 0 && end - start < Longest
            && (Chars.IsAlnum(text[start - 1]) || text[start - 1] is (byte)'_' or (byte)'-' or (byte)'.' or >= 0x80))
        {
            start--;
        }

        while (start < end && !Chars.IsLetter(text[start]) && text[start] < 0x80)
        {
            start++;
        }

        return end - start < Longest ? new KeyName(start, end) : default;
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
        return open < 0 ? default : new KeyName(from + open + 1, end);
    }
}
