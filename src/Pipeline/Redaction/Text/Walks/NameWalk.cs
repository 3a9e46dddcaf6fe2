using PhiLens.Pipeline.Redaction.Detectors;
using PhiLens.Pipeline.Redaction.Detectors.People;
using PhiLens.Pipeline.Redaction.Text.Words;

namespace PhiLens.Pipeline.Redaction.Text.Walks;

/// <summary>Looks for a person's name behind a word that leads to one.</summary>
internal static class NameWalk
{
    private static readonly WordSet Fillers = new("name named is was called names full legal");

    internal static void Look(in TextScan scan, int start, int end, Keyword word)
    {
        if ((word.Uses & WordUse.Title) != 0)
        {
            Title(scan, start, end);
        }
        else if ((word.Uses & WordUse.Person) != 0 || IsAlone(scan.Text, start))
        {
            Person(scan, end, word);
        }
    }

    /// <summary><c>Dr. Chen</c>, <c>Mrs Maria Garcia</c>; in capital letters only with the full stop.</summary>
    private static void Title(in TextScan scan, int start, int end)
    {
        ReadOnlySpan<byte> text = scan.Text;
        bool hasStop = Chars.At(text, end) == '.';
        bool isTitle = Chars.IsUpper(text[start]) && (hasStop || !Chars.IsUpper(text[start + 1]))
            && !Chars.IsAlnum(Chars.At(text, start - 1)) && Chars.At(text, start - 1) != '*'
                && Chars.At(text, hasStop ? end + 1 : end) == ' ';
        if (isTitle)
        {
            int name = end + (hasStop ? 2 : 1);
            scan.ClaimOnce(Detector.Name, name, PersonName.End(text, name, 1, isMeant: hasStop));
        }
    }

    private static void Person(in TextScan scan, int end, Keyword word)
    {
        ReadOnlySpan<byte> text = scan.Text;
        int at = SkipFillers(text, end, out bool isNamed);
        int separator = at;
        at = SkipSeparator(text, at);
        bool isSeparated = at > separator;
        bool isName = word.Literal.AsSpan().EndsWith("name"u8) || isNamed;
        if (at == end || ((word.Uses & WordUse.Named) != 0 && !isSeparated))
        {
            return;
        }

        bool isOne = isSeparated && (isName || word.Literal.AsSpan().SequenceEqual("patient"u8))
            && (word.Uses & WordUse.Named) == 0;
        at = SkipTitle(text, at);
        scan.ClaimOnce(Detector.Name, at, PersonName.End(text, at, isOne ? 1 : 2, isMeant: isSeparated));
    }

    /// <summary>Behind a blank and <c>name</c>, <c>named</c>, <c>is</c> and the like.</summary>
    private static int SkipFillers(ReadOnlySpan<byte> text, int start, out bool isNamed)
    {
        int at = start;
        isNamed = false;
        while (true)
        {
            int word = Chars.At(text, at) is (byte)' ' or (byte)'_' or (byte)'-' ? at + 1 : at;
            int end = Chars.AlnumEnd(text, word);
            if (word == at || end == word || !Fillers.Contains(text[word..end]))
            {
                return Chars.At(text, at) == ' ' ? at + 1 : at;
            }

            isNamed |= (text[word] | Chars.Case) == 'n';
            at = end;
        }
    }

    private static int SkipSeparator(ReadOnlySpan<byte> text, int start)
    {
        int at = start;
        while (Chars.At(text, at) is (byte)'"' or (byte)'\'' or (byte)'\\')
        {
            at++;
        }

        at = Chars.SkipBlanks(text, at);
        if (Chars.At(text, at) is not ((byte)':' or (byte)'='))
        {
            return start;
        }

        at = Chars.SkipBlanks(text, at + 1);
        while (Chars.At(text, at) is (byte)'"' or (byte)'\'' or (byte)'\\')
        {
            at++;
        }

        return at;
    }

    private static int SkipTitle(ReadOnlySpan<byte> text, int at)
    {
        int end = Chars.AlnumEnd(text, at);
        bool isTitle = end - at is >= 2 and <= 4 && (Chars.Reads(text[at..end], "mr"u8)
            || Chars.Reads(text[at..end], "mrs"u8) || Chars.Reads(text[at..end], "ms"u8)
            || Chars.Reads(text[at..end], "dr"u8));
        int name = Chars.At(text, end) == '.' ? end + 1 : end;
        return isTitle && Chars.At(text, name) == ' ' ? name + 1 : at;
    }

    /// <summary>
    /// Whether a name is not that of something else: <c>file name</c>, <c>host_name</c>, <c>displayName</c>.
    /// </summary>
    private static bool IsAlone(ReadOnlySpan<byte> text, int start)
    {
        byte before = Chars.At(text, start - 1);
        return !(before is (byte)'_' or (byte)'-' or (byte)'.')
            && !(before == ' ' && Chars.IsAlnum(Chars.At(text, start - 2)));
    }
}
