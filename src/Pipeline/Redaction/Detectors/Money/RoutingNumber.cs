namespace PhiLens.Pipeline.Redaction.Detectors.Money;

/// <summary>
/// Routing number of the American Bankers Association: nine digits whose sum with weights 3, 7 and 1 ends in 0, and
/// whose first two are of a Federal Reserve district or another that is assigned. Needs a keyword.
/// </summary>
internal static class RoutingNumber
{
    private const int Digits = 9;

    internal static bool Is(ReadOnlySpan<byte> digits)
    {
        if (digits.Length != Digits || Chars.Digits(digits, 0) != Digits)
        {
            return false;
        }

        ReadOnlySpan<byte> weights = [3, 7, 1];
        int sum = 0;
        for (int i = 0; i < Digits; i++)
        {
            sum += (digits[i] - '0') * weights[i % 3];
        }

        int district = Chars.Number(digits, 0, 2);
        return sum % 10 == 0 && district is (> 0 and <= 12) or (>= 21 and <= 32) or (>= 61 and <= 72) or 80;
    }
}
