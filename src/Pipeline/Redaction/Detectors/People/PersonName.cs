namespace PhiLens.Pipeline.Redaction.Detectors.People;

/// <summary>
/// A person's name behind a word that leads to one: capitalised words, initials and particles. What has no such word
/// before it is not found: names are words, and only a reader can tell them from others.
/// </summary>
internal static class PersonName
{
    private const int MostWords = 5;

    /// <summary>Behind the name that begins at a place; 0 when none does.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the first word begins.</param>
    /// <param name="fewest">How many words it must have.</param>
    /// <param name="isMeant">Whether capital letters alone may be one: a colon or a key leads to it.</param>
    internal static int End(ReadOnlySpan<byte> text, int start, int fewest, bool isMeant)
    {
        int end = 0;
        int words = 0;
        int at = start;
        while (words < MostWords)
        {
            int particles = ParticlesEnd(text, at);
            int word = WordEnd(text, particles, isMeant, isFirst: words == 0);
            if (word == 0 || (words == 0 && particles > at && !isMeant))
            {
                break;
            }

            words++;
            end = word;
            at = NextStart(text, word, words);
            if (at == 0)
            {
                break;
            }
        }

        return words >= fewest && !IsInitial(text, start, end) ? end : 0;
    }

    /// <summary>
    /// Where the next word of the name would begin: behind a blank, or a comma after the family's name.
    /// </summary>
    private static int NextStart(ReadOnlySpan<byte> text, int end, int words)
    {
        int at = end;
        if (Chars.At(text, at) == ',' && words == 1)
        {
            at++;
        }

        // Two names in a URL's query or in HL7 have other bytes between them.
        return Chars.At(text, at) is (byte)' ' or (byte)'^' or (byte)'+' ? at + 1 : 0;
    }

    /// <summary>Behind a capitalised word or an initial at a place; 0 when another kind of word stands there.</summary>
    private static int WordEnd(ReadOnlySpan<byte> text, int start, bool isMeant, bool isFirst)
    {
        byte first = Chars.At(text, start);
        if (!Chars.IsUpper(first) && first < 0xC3)
        {
            return 0;
        }

        int end = start + 1;
        int small = first >= 0x80 ? 1 : 0;
        for (; end < text.Length && IsNameByte(text, end); end++)
        {
            small += text[end] >= 0x80 || (text[end] & Chars.Case) != 0 ? 1 : 0;
        }

        bool isInitial = end == start + 1;
        if (isInitial)
        {
            end = Chars.At(text, end) == '.' ? end + 1 : end;
        }

        bool isWord = (small > 0 || isInitial || isMeant) && IsBorder(text, end, isFirst);
        return isWord && (isInitial || !NotNames.Contains(text[start..end])) ? end : 0;
    }

    /// <summary>A letter, or a hyphen or apostrophe between two letters.</summary>
    private static bool IsNameByte(ReadOnlySpan<byte> text, int at)
    {
        byte value = text[at];
        return Chars.IsLetter(value) || value >= 0x80
            || (value is (byte)'-' or (byte)'\'' && Chars.IsLetter(Chars.At(text, at + 1))
                && (Chars.IsLetter(Chars.At(text, at + 2)) || Chars.At(text, at + 2) == '\''));
    }

    /// <summary>
    /// Whether a word ends: <c>Portal.Start</c>, <c>Id=</c>, <c>Path/</c> and <c>Name_2</c> are no names.
    /// </summary>
    private static bool IsBorder(ReadOnlySpan<byte> text, int end, bool isFirst)
    {
        byte after = Chars.At(text, end);
        if (after == ':' && !isFirst)
        {
            // "message from member Maria Garcia: please call"
            return !Chars.IsAlnum(Chars.At(text, end + 1));
        }

        bool isJoined = Chars.IsAlnum(after) || after is (byte)'=' or (byte)':' or (byte)'/' or (byte)'_' or (byte)'('
            or (byte)'[' or (byte)'*' or (byte)'#' or (byte)'-';
        return !isJoined && !(after == '.' && Chars.IsAlnum(Chars.At(text, end + 1)));
    }

    private static bool IsInitial(ReadOnlySpan<byte> text, int start, int end) => end - start <= 2
        && Chars.IsUpper(Chars.At(text, start)) && !Chars.IsLetter(Chars.At(text, start + 1));

    /// <summary>Behind <c>de la </c>, <c>van der </c> and the like, or where they would begin.</summary>
    private static int ParticlesEnd(ReadOnlySpan<byte> text, int start)
    {
        int at = start;
        while (true)
        {
            int end = at;
            while (end < text.Length && Chars.IsLetter(text[end]))
            {
                end++;
            }

            if (Chars.At(text, end) != ' ' || !IsParticle(text[at..end]))
            {
                return at;
            }

            at = end + 1;
        }
    }

    private static bool IsParticle(ReadOnlySpan<byte> word) => word.Length switch
    {
        1 => word[0] is (byte)'y' or (byte)'e',
        2 => word.SequenceEqual("de"u8) || word.SequenceEqual("la"u8) || word.SequenceEqual("di"u8)
            || word.SequenceEqual("da"u8) || word.SequenceEqual("du"u8) || word.SequenceEqual("al"u8)
            || word.SequenceEqual("el"u8) || word.SequenceEqual("le"u8),
        3 => word.SequenceEqual("van"u8) || word.SequenceEqual("von"u8) || word.SequenceEqual("der"u8)
            || word.SequenceEqual("den"u8) || word.SequenceEqual("del"u8) || word.SequenceEqual("dos"u8)
            || word.SequenceEqual("bin"u8) || word.SequenceEqual("ten"u8) || word.SequenceEqual("ter"u8),
        _ => false,
    };
}
