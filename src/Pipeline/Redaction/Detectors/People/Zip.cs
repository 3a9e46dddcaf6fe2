namespace PhiLens.Pipeline.Redaction.Detectors.People;

/// <summary>ZIP codes: five digits, or nine with a hyphen, behind a keyword or behind a comma and a state.</summary>
internal static class Zip
{
    internal const int Digits = 5;
    private const int Added = 4;

    private static ReadOnlySpan<byte> States =>
        "ALAKAZARCACOCTDEFLGAHIIDILINIAKSKYLAMEMDMAMIMNMSMOMTNENVNHNJNMNYNCNDOHOKORPARISCSDTNTXUTVTVAWAWVWIWYDCPRVIGUASMP"u8;

    /// <summary>
    /// States that are words as well, before which a city and a comma must stand: <c>user ID 12345</c>.
    /// </summary>
    private static ReadOnlySpan<byte> Words => "IDOKINORMEHIPRMSAS"u8;

    /// <summary>
    /// Behind the code whose first five digits stand at a place; 0 when it is part of something longer.
    /// </summary>
    internal static int End(ReadOnlySpan<byte> text, int start)
    {
        int end = start + Digits;
        end = Chars.At(text, end) == '-' && Chars.Digits(text, end + 1) == Added ? end + 1 + Added : end;
        return Edges.Around(text, start, end) ? end : 0;
    }

    /// <summary>
    /// Whether a state stands before a place, as in <c>Boston, MA 02139</c>, <c>Boston MA, 02139</c>, <c>to MA
    /// 02139</c>.
    /// </summary>
    internal static bool FollowsState(ReadOnlySpan<byte> text, int start)
    {
        int blank = start - 1;
        if (start < 5 || text[blank] != ' ')
        {
            return false;
        }

        int state = (text[blank - 1] == ',' ? blank - 1 : blank) - 2;
        if (state < 1 || text[state - 1] != ' ' || !IsState(text.Slice(state, 2)))
        {
            return false;
        }

        bool isBehindCity = Chars.At(text, state - 2) == ',' && Chars.IsLetter(Chars.At(text, state - 3));
        bool isLong = Chars.At(text, start + Digits) == '-';
        return isBehindCity || isLong || !IsAmong(Words, text.Slice(state, 2));
    }

    internal static bool IsState(ReadOnlySpan<byte> code) => IsAmong(States, code);

    private static bool IsAmong(ReadOnlySpan<byte> codes, ReadOnlySpan<byte> code)
    {
        for (int i = 0; i < codes.Length; i += 2)
        {
            if (codes[i] == code[0] && codes[i + 1] == code[1])
            {
                return true;
            }
        }

        return false;
    }
}
