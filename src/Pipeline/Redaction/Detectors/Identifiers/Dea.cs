namespace PhiLens.Pipeline.Redaction.Detectors.Identifiers;

/// <summary>
/// Drug Enforcement Administration number: the letter of a kind of registrant, the initial of a name or a 9, and seven
/// digits, the last of which is that of (d1 + d3 + d5) + 2 (d2 + d4 + d6). Needs a keyword as well.
/// </summary>
internal static class Dea
{
    private const int Characters = 9;

    internal static bool Is(ReadOnlySpan<byte> word)
    {
        if (word.Length != Characters || !Kinds.Contains((byte)(word[0] & ~Chars.Case))
            || !(Chars.IsLetter(word[1]) || word[1] == '9') || Chars.Digits(word, 2) != Characters - 2)
        {
            return false;
        }

        ReadOnlySpan<byte> d = word[2..];
        int sum = Digit(d, 0) + Digit(d, 2) + Digit(d, 4) + (2 * (Digit(d, 1) + Digit(d, 3) + Digit(d, 5)));
        return sum % 10 == Digit(d, 6);
    }

    private static ReadOnlySpan<byte> Kinds => "ABCDEFGHJKLMPRSTUX"u8;

    private static int Digit(ReadOnlySpan<byte> digits, int index) => digits[index] - '0';
}
