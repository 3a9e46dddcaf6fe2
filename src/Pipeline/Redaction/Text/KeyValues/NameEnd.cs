using PhiLens.Pipeline.Redaction.Detectors;

namespace PhiLens.Pipeline.Redaction.Text.KeyValues;

/// <summary>Finds what stands between the end of a field's name and its value.</summary>
internal static class NameEnd
{
    private const int Longest = 8;

    /// <summary>Where the colon or equals sign stands behind a name, its quotes and blanks; 0 when none does.</summary>
    internal static int SeparatorBehind(ReadOnlySpan<byte> text, int end)
    {
        int most = Math.Min(text.Length, end + Longest);
        for (int at = end; at < most; at++)
        {
            byte next = text[at];
            if (next is (byte)':' or (byte)'=')
            {
                return at;
            }

            if (!Chars.IsQuote(next) && !Chars.IsBlank(next) && next is not ((byte)'\\' or (byte)']'))
            {
                return 0;
            }
        }

        return 0;
    }
}
