using System.Globalization;
using System.Text;

namespace PhiLens.Pipeline.Redaction.Layers;

/// <summary>
/// Characters of Unicode that are read as one of ASCII: decimal digits of every script, blanks, hyphens and dashes,
/// full-width forms; and those of which nothing is seen.
/// </summary>
internal static class LookAlike
{
    /// <summary>A character that stands for itself.</summary>
    internal const int Itself = -1;

    /// <summary>A character of which nothing is seen.</summary>
    internal const int Nothing = -2;

    /// <summary>Full-width forms of ASCII stand this far from it.</summary>
    private const int FullWidth = 0xFEE0;

    /// <summary>The byte of ASCII that a character is read as, or one of the constants above.</summary>
    internal static int Of(Rune rune)
    {
        int value = rune.Value;
        return value switch
        {
            0xA0 or 0x1680 or (>= 0x2000 and <= 0x200A) or 0x202F or 0x205F or 0x3000 => ' ',
            0xAD or 0x34F or 0x61C or 0x180E or (>= 0x200B and <= 0x200F) or (>= 0x202A and <= 0x202E)
                or (>= 0x2060 and <= 0x2064) or (>= 0x2066 and <= 0x206F) or (>= 0xFE00 and <= 0xFE0F) or 0xFEFF =>
                    Nothing,
            (>= 0x2010 and <= 0x2015) or 0x2043 or 0x2212 or 0x2E3A or 0x2E3B or 0xFE58 or 0xFE63 => '-',
            0x2024 or 0xFE52 or 0x3002 => '.',
            0xFE6B => '@',
            0xFE55 => ':',
            >= 0xFF01 and <= 0xFF5E => value - FullWidth,
            < 0x660 or (>= 0x3040 and < 0xA620) or (>= 0xAC00 and < 0xD800) => Itself,
            _ => DigitOf(rune),
        };
    }

    private static int DigitOf(Rune rune) => Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber
        ? '0' + (int)Rune.GetNumericValue(rune)
        : Itself;
}
