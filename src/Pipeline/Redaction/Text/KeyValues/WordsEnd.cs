using PhiLens.Pipeline.Redaction.Detectors;
using PhiLens.Pipeline.Redaction.Detectors.People;

namespace PhiLens.Pipeline.Redaction.Text.KeyValues;

/// <summary>
/// Finds the end of a value of several words without quotes, as in <c>name=Maria Garcia age=44</c> and
/// <c>address: 12 Main St, Boston, MA 02139; phone: …</c>. The next field's name ends it. Capitalised words and numbers
/// belong to it; words in small letters do when a field's name follows them, or when it began with one.
/// </summary>
internal static class WordsEnd
{
    private const int MostWords = 12;
    private const int MostDoubtful = 3;

    internal static int Of(ReadOnlySpan<byte> text, int start, int first)
    {
        if (IsRedacted(text[start..first]))
        {
            return first;
        }

        int street = Chars.IsDigit(text[start]) ? StreetAddress.End(text, first, isMeant: true) : 0;
        int end = Math.Max(first, street);
        int seen = end;
        int doubtful = 0;
        bool isSmall = IsSmall(text, start);
        for (int i = 0; i < MostWords; i++)
        {
            int word = NextWord(text, seen);
            if (word == 0)
            {
                bool isSure = isSmall && Chars.At(text, seen) is not ((byte)'<' or (byte)'&');
                return doubtful == 0 || isSure ? seen : end;
            }

            int next = ValueSpan.WordEnd(text, word);
            if (next == word || IsName(text, word, next) || RedactionToken.LengthAt(text[word..]) > 0)
            {
                return text[seen] == ' ' ? seen : end;
            }

            bool isDoubtful = IsSmall(text, word);
            if (isDoubtful && text[seen] == ',')
            {
                return end;
            }

            doubtful = isDoubtful ? doubtful + 1 : doubtful;
            if (doubtful > MostDoubtful)
            {
                return end;
            }

            seen = next;
            end = doubtful == 0 ? seen : end;
        }

        return end;
    }

    /// <summary>
    /// What a mask or a year leaves of a value, beside which other words would not have been part of it.
    /// </summary>
    private static bool IsRedacted(ReadOnlySpan<byte> word) =>
        word.Contains((byte)'*') || (word.Length == 4 && Chars.Digits(word, 0) == 4);

    /// <summary>Where the next word begins, behind a blank or a comma; 0 when something else ends the value.</summary>
    private static int NextWord(ReadOnlySpan<byte> text, int end)
    {
        int at = Chars.At(text, end) == ',' ? end + 1 : end;
        at = Chars.At(text, at) == ' ' ? at + 1 : at;
        byte next = Chars.At(text, at);
        bool isWord = at > end && (Chars.IsAlnum(next) || next is (byte)'#' or (byte)'(' or >= 0x80);
        return isWord ? at : 0;
    }

    /// <summary>
    /// Whether a word is the name of the next field: an equals sign or a colon follows it or stands in it.
    /// </summary>
    private static bool IsName(ReadOnlySpan<byte> text, int start, int end)
    {
        int mark = text[start..end].IndexOfAny((byte)'=', (byte)':');
        bool isTime = mark > 0 && Chars.IsDigit(text[start]) && text[start + mark] == ':';
        return (mark > 0 && !isTime) || (Chars.At(text, end) == ' '
            && Chars.At(text, end + 1) is (byte)'=' or (byte)':');
    }

    private static bool IsSmall(ReadOnlySpan<byte> text, int at) =>
        Chars.IsLetter(Chars.At(text, at)) && !Chars.IsUpper(text[at]);
}
