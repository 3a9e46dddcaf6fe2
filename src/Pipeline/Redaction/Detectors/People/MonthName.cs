namespace PhiLens.Pipeline.Redaction.Detectors.People;

/// <summary>The English names of the months, whole or cut to three letters (or <c>Sept</c>).</summary>
internal static class MonthName
{
    private static ReadOnlySpan<byte> Months => "janfebmaraprmayjunjulaugsepoctnovdec"u8;

    /// <summary>Behind a month's name that begins at a place; 0 when none does.</summary>
    internal static int End(ReadOnlySpan<byte> text, int start)
    {
        int end = start;
        while (end < text.Length && Chars.IsLetter(text[end]))
        {
            end++;
        }

        if (end - start < 3)
        {
            return 0;
        }

        for (int i = 0; i < Months.Length; i += 3)
        {
            if (Chars.StandsAt(text, start, Months.Slice(i, 3)))
            {
                return IsWhole(text[start..end], i / 3) ? end : 0;
            }
        }

        return 0;
    }

    private static bool IsWhole(ReadOnlySpan<byte> word, int month) =>
        word.Length == 3 || Chars.Reads(word, WholeOf(month, word.Length));

    private static ReadOnlySpan<byte> WholeOf(int month, int length) => month switch
    {
        0 => "january"u8,
        1 => "february"u8,
        2 => "march"u8,
        3 => "april"u8,
        5 => "june"u8,
        6 => "july"u8,
        7 => "august"u8,
        8 => length == 4 ? "sept"u8 : "september"u8,
        9 => "october"u8,
        10 => "november"u8,
        11 => "december"u8,
        _ => default,
    };
}
