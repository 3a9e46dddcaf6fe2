namespace PhiLens.Pipeline.Redaction.Detectors;

/// <summary>Sums over digits that tell a number of a kind from any other.</summary>
internal static class CheckDigits
{
    /// <summary>
    /// ISO/IEC 7812-1, appendix B: from the right each second digit counts twice, with its own digits added up; the sum
    /// ends in 0. Bytes that are no digits are passed over.
    /// </summary>
    /// <param name="digits">The digits, with or without separators.</param>
    /// <param name="start">What the sum starts with.</param>
    internal static bool IsLuhn(ReadOnlySpan<byte> digits, int start = 0)
    {
        int sum = start;
        bool isTwice = false;
        for (int i = digits.Length - 1; i >= 0; i--)
        {
            int digit = digits[i] - '0';
            if ((uint)digit > 9)
            {
                continue;
            }

            int counted = isTwice ? digit * 2 : digit;
            sum += counted > 9 ? counted - 9 : counted;
            isTwice = !isTwice;
        }

        return sum % 10 == 0;
    }

    /// <summary>ISO 13616 and ISO/IEC 7064 MOD 97-10 over an IBAN without blanks.</summary>
    internal static bool IsMod97(ReadOnlySpan<byte> iban)
    {
        int rest = 0;
        for (int i = 0; i < iban.Length; i++)
        {
            byte next = iban[(i + 4) % iban.Length];
            rest = Chars.IsDigit(next)
                ? ((rest * 10) + (next - '0')) % 97
                : ((rest * 100) + ((next | Chars.Case) - 'a' + 10)) % 97;
        }

        return rest == 1;
    }

    /// <summary>GS1: from the right, behind the check digit, weights 3 and 1 in turn; the sum ends in 0.</summary>
    internal static bool IsGs1(ReadOnlySpan<byte> digits)
    {
        int sum = 0;
        for (int i = 0; i < digits.Length; i++)
        {
            sum += (digits[^(i + 1)] - '0') * (i % 2 == 0 ? 1 : 3);
        }

        return sum % 10 == 0;
    }
}
