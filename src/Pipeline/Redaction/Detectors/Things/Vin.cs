namespace PhiLens.Pipeline.Redaction.Detectors.Things;

/// <summary>
/// Vehicle identification number of 49 CFR 565: seventeen capital letters and digits without I, O and Q, the ninth of
/// which is the check digit over the others' values, 10 as X. One of digits alone is taken for something else.
/// </summary>
internal static class Vin
{
    internal const int Characters = 17;
    private const int CheckPlace = 8;

    private static ReadOnlySpan<byte> Weights => [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];

    /// <summary>The values of A to Z; 0 for those that are not used.</summary>
    private static ReadOnlySpan<byte> Letters =>
        [1, 2, 3, 4, 5, 6, 7, 8, 0, 1, 2, 3, 4, 5, 0, 7, 0, 9, 2, 3, 4, 5, 6, 7, 8, 9];

    internal static bool Is(ReadOnlySpan<byte> word)
    {
        if (word.Length != Characters)
        {
            return false;
        }

        int sum = 0;
        int letters = 0;
        for (int i = 0; i < Characters; i++)
        {
            byte next = word[i];
            int value = Chars.IsUpper(next) ? Letters[next - 'A'] : Chars.IsDigit(next) ? next - '0' : -1;
            if (value < 0 || (value == 0 && next != '0'))
            {
                return false;
            }

            letters += Chars.IsDigit(next) ? 0 : 1;
            sum += value * Weights[i];
        }

        int check = sum % 11;
        return letters > 0 && word[CheckPlace] == (check == 10 ? 'X' : '0' + check);
    }
}
