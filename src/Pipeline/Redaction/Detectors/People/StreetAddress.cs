namespace PhiLens.Pipeline.Redaction.Detectors.People;

/// <summary>
/// A street's number, name and suffix, with the unit and, where a state follows, the city behind it: <c>12 Main St</c>,
/// <c>350 5th Ave, Apt 4B</c>, <c>7 N. Elm Court, Boston, MA</c>; and boxes, <c>PO Box 123</c>.
/// </summary>
internal static class StreetAddress
{
    private const int MostWords = 5;
    private const int MostCityWords = 4;
    private const int LongestUnit = 8;

    /// <summary>Behind the address whose number ends before a place; 0 when none does.</summary>
    /// <param name="text">The text.</param>
    /// <param name="afterNumber">Behind the digits.</param>
    /// <param name="isMeant">Whether a key or keyword says that it is one: then small letters pass.</param>
    internal static int End(ReadOnlySpan<byte> text, int afterNumber, bool isMeant)
    {
        int at = afterNumber;
        int suffix = 0;
        for (int i = 0; i < MostWords && TryWord(text, ref at, isMeant, out ReadOnlySpan<byte> word); i++)
        {
            bool isSuffix = i > 0 && StreetSuffix.Is(word, isMeant);
            suffix = isSuffix ? at : suffix;
            if (Chars.At(text, at) == ',')
            {
                break;
            }
        }

        if (suffix == 0)
        {
            return 0;
        }

        int end = DirectionEnd(text, Chars.At(text, suffix) == '.' ? suffix + 1 : suffix);
        return CityEnd(text, UnitEnd(text, end));
    }

    /// <summary>
    /// Where <c>PO Box</c> begins before a number; the number's own place when it does not stand there.
    /// </summary>
    internal static int BoxStart(ReadOnlySpan<byte> text, int number)
    {
        int box = Chars.At(text, number - 1) is (byte)' ' or (byte)'#' ? number - 1 : number;
        box = Chars.At(text, box - 1) == ' ' ? box - 1 : box;
        if (!Chars.StandsAt(text, box - 4, " box"u8))
        {
            return number;
        }

        int end = box - 4;
        foreach (int length in (ReadOnlySpan<int>)[5, 4, 2])
        {
            int start = end - length;
            bool isBox = Chars.StandsAt(text, start, "p. o."u8) || Chars.StandsAt(text, start, "p.o."u8)
                || (length == 2 && Chars.StandsAt(text, start, "po"u8));
            if (isBox && !Chars.IsAlnum(Chars.At(text, start - 1)))
            {
                return start;
            }
        }

        return number;
    }

    /// <summary>A blank and a word of a street's name: capitalised, an ordinal or a direction.</summary>
    private static bool TryWord(ReadOnlySpan<byte> text, ref int at, bool isMeant, out ReadOnlySpan<byte> word)
    {
        int start = Chars.At(text, at) == '.' ? at + 1 : at;
        word = default;
        if (Chars.At(text, start) != ' ')
        {
            return false;
        }

        start++;
        int end = start;
        while (end < text.Length && (Chars.IsAlnum(text[end]) || text[end] is (byte)'\'' or (byte)'-' or >= 0x80))
        {
            end++;
        }

        byte first = Chars.At(text, start);
        bool isName = Chars.IsUpper(first) || first >= 0x80 || (isMeant && Chars.IsLetter(first))
            || (Chars.IsDigit(first) && Chars.IsLetter(Chars.At(text, end - 1)));
        if (!isName || Chars.At(text, end) is (byte)'=' or (byte)':' or (byte)'(' or (byte)'/' or (byte)'_')
        {
            return false;
        }

        word = text[start..end];
        at = end;
        return true;
    }

    private static int DirectionEnd(ReadOnlySpan<byte> text, int end)
    {
        int word = Chars.AlnumEnd(text, end + 1);
        bool isDirection = Chars.At(text, end) == ' ' && word - end - 1 is 1 or 2
            && text[(end + 1)..Math.Max(end + 1, word)].IndexOfAnyExcept("NSEW"u8) < 0;
        return isDirection ? word : end;
    }

    /// <summary>Behind <c>, Apt 4B</c>, <c> #12</c> and the like, or where it would begin.</summary>
    private static int UnitEnd(ReadOnlySpan<byte> text, int end)
    {
        int at = Chars.SkipBlanks(text, Chars.At(text, end) == ',' ? end + 1 : end);
        int word = Chars.AlnumEnd(text, at);
        bool isUnit = Chars.At(text, at) == '#' || IsUnit(text[at..word]);
        if (at == end || !isUnit)
        {
            return end;
        }

        int unit = Chars.At(text, at) == '#' ? at + 1 : word;
        unit = Chars.At(text, unit) == '.' ? unit + 1 : unit;
        unit = Chars.SkipBlanks(text, unit);
        unit = Chars.At(text, unit) == '#' ? unit + 1 : unit;
        int close = Chars.AlnumEnd(text, unit);
        return close > unit && close - unit <= LongestUnit ? close : end;
    }

    private static bool IsUnit(ReadOnlySpan<byte> word) => Chars.Reads(word, "apt"u8) || Chars.Reads(word, "unit"u8)
        || Chars.Reads(word, "suite"u8) || Chars.Reads(word, "ste"u8) || Chars.Reads(word, "apartment"u8)
        || Chars.Reads(word, "floor"u8) || Chars.Reads(word, "fl"u8) || Chars.Reads(word, "room"u8)
        || Chars.Reads(word, "rm"u8) || Chars.Reads(word, "bldg"u8) || Chars.Reads(word, "building"u8)
        || Chars.Reads(word, "lot"u8);

    /// <summary>Behind the city, when a comma, a state and no more letters follow it; the state may stand.</summary>
    private static int CityEnd(ReadOnlySpan<byte> text, int end)
    {
        int at = Chars.At(text, end) == ',' ? end + 1 : end;
        for (int i = 0; i < MostCityWords && Chars.At(text, at) == ' '; i++)
        {
            int word = Chars.AlnumEnd(text, at + 1);
            if (i > 0 && word == at + 3 && Zip.IsState(text.Slice(at + 1, 2)))
            {
                return Chars.At(text, at - 1) == ',' ? at - 1 : at;
            }

            if (!Chars.IsUpper(Chars.At(text, at + 1)))
            {
                return end;
            }

            at = Chars.At(text, word) is (byte)',' or (byte)'.' ? word + 1 : word;
        }

        return end;
    }
}
