namespace PhiLens.Pipeline.Redaction.Detectors.Identifiers;

/// <summary>
/// Social security number: <c>AAA-GG-SSSS</c>. The area is not 000, 666 or above 899, the group not 00, the serial not
/// 0000; numbers that were printed in advertisements belong to nobody. Since 2011 groups follow no order, so nothing
/// more can be checked. Beside a keyword any area but 000 and 666 counts: there, a sample number is as good as a real
/// one, and a leak is worse than a mistake.
/// </summary>
internal static class Ssn
{
    internal const int Digits = 9;
    private const int FirstItinArea = 900;
    private const int Advertised = 078051120;
    private const int AdvertisedToo = 219099999;

    /// <summary>Behind a separated number that begins at a place; 0 when none does.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where a run of three digits begins.</param>
    /// <param name="isMeant">Whether a key or keyword says that it is one.</param>
    internal static int SeparatedEnd(ReadOnlySpan<byte> text, int start, bool isMeant)
    {
        int end = FormEnd(text, start);
        bool isOpen = isMeant ? Edges.OpensBehindWord(text, start) : Edges.Opens(text, start);
        return end != 0 && isOpen && Edges.Closes(text, end) && IsSeparated(text, start, isMeant) ? end : 0;
    }

    /// <summary>Whether nine digits without separators can be one.</summary>
    internal static bool IsBare(ReadOnlySpan<byte> digits, bool isMeant) => digits.Length == Digits
        && IsNumber(Chars.Number(digits, 0, 3), Chars.Number(digits, 3, 5), Chars.Number(digits, 5, 9), isMeant);

    /// <summary>
    /// Behind <c>AAA-GG-SSSS</c> with one of the separators, whatever the digits; 0 for another form.
    /// </summary>
    internal static int FormEnd(ReadOnlySpan<byte> text, int start)
    {
        if (text.Length - start < 11)
        {
            return 0;
        }

        ReadOnlySpan<byte> form = text.Slice(start, 11);
        byte separator = form[3];
        bool isForm = separator is (byte)'-' or (byte)' ' or (byte)'.' && form[6] == separator
            && form[..3].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0
            && form[4..6].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0
            && form[7..].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
        return isForm ? start + form.Length : 0;
    }

    /// <summary>Whether the digits of a separated form can be those of a person.</summary>
    internal static bool IsSeparated(ReadOnlySpan<byte> text, int start, bool isMeant)
    {
        bool isNumber = IsNumber(Chars.Number(text, start, start + 3), Chars.Number(text, start + 4, start + 6),
            Chars.Number(text, start + 7, start + 11), isMeant);
        return isNumber && (isMeant || text[start + 3] != ' ' || !IsColumn(text, start));
    }

    private static bool IsNumber(int area, int group, int serial, bool isMeant)
    {
        if (area is 0 or 666 || group == 0 || serial == 0)
        {
            return false;
        }

        int number = (area * 1_000_000) + (group * 10_000) + serial;
        return isMeant || (area < FirstItinArea && number is not (Advertised or AdvertisedToo));
    }

    /// <summary>
    /// Whether three numbers with blanks between them are columns of a table or of an access log, as the status, size
    /// and time of <c>"GET / HTTP/1.1" 200 12 4512</c>.
    /// </summary>
    private static bool IsColumn(ReadOnlySpan<byte> text, int start)
    {
        byte before = Chars.At(text, start - 2);
        byte after = Chars.At(text, start + 12);
        bool isPreceded = Chars.At(text, start - 1) == ' ' && (Chars.IsDigit(before) || before == '"');
        bool isFollowed = Chars.At(text, start + 11) == ' ' && Chars.IsDigit(after);
        return isPreceded || isFollowed;
    }
}
