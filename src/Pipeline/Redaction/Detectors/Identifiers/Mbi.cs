namespace PhiLens.Pipeline.Redaction.Detectors.Identifiers;

/// <summary>
/// Medicare beneficiary identifier, as its issuer describes it: eleven characters <c>C A AN N A AN N A A N N</c>, where
/// <c>C</c> is 1 to 9, <c>N</c> a digit, <c>A</c> a capital letter but for S, L, O, I, B and Z, and <c>AN</c> either;
/// shown with hyphens as <c>1EG4-TE5-MK73</c>. It has no check digit. Small letters count beside a keyword only.
/// </summary>
internal static class Mbi
{
    private const int Characters = 11;

    /// <summary>C, A, X (either) and N at each place.</summary>
    private static ReadOnlySpan<byte> Form => "CAXNAXNAANN"u8;

    /// <summary>Behind an identifier that begins at a place; 0 when none does.</summary>
    internal static int End(ReadOnlySpan<byte> text, int start, bool isMeant)
    {
        int at = start;
        byte separator = SeparatorOf(text, start);
        for (int i = 0; i < Characters; i++)
        {
            if (separator != 0 && i is 4 or 7)
            {
                if (Chars.At(text, at++) != separator)
                {
                    return 0;
                }
            }

            byte next = Chars.At(text, at++);
            if (!Fits(Form[i], isMeant ? Upper(next) : next))
            {
                return 0;
            }
        }

        return Edges.Around(text, start, at) && Chars.At(text, start - 1) != '-' && Chars.At(text, at) != '-' ? at : 0;
    }

    private static byte SeparatorOf(ReadOnlySpan<byte> text, int start)
    {
        byte separator = Chars.At(text, start + 4);
        return separator is (byte)'-' or (byte)' ' ? separator : (byte)0;
    }

    private static byte Upper(byte value) => Chars.IsLetter(value) ? (byte)(value & ~Chars.Case) : value;

    private static bool Fits(byte form, byte value) => form switch
    {
        (byte)'C' => value is >= (byte)'1' and <= (byte)'9',
        (byte)'A' => IsItsLetter(value),
        (byte)'N' => Chars.IsDigit(value),
        _ => Chars.IsDigit(value) || IsItsLetter(value),
    };

    private static bool IsItsLetter(byte value) =>
        Chars.IsUpper(value)
            && value is not ((byte)'S' or (byte)'L' or (byte)'O' or (byte)'I' or (byte)'B' or (byte)'Z');
}
