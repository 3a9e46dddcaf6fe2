using System.Globalization;
using System.Numerics;

namespace PhiLens.Bench.Corpora.Numbers;

/// <summary>Check digits from their published rules, written without looking at the product.</summary>
public static class CheckDigits
{
    /// <summary>
    /// The transliteration of letters in a VIN, 49 CFR 565.15: A to Z, a dot for those that it never holds.
    /// </summary>
    private const string VinLetters = "12345678.12345.7.923456789";

    /// <summary>HIBCC's alphabet of 43, ANSI/HIBC 2.6: a character's value is its place.</summary>
    private const string HibcAlphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%";

    private static readonly int[] VinWeights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];

    /// <summary>The Luhn digit that goes behind a number, ISO/IEC 7812-1 annex B.</summary>
    public static char Luhn(string number)
    {
        int sum = 0;
        for (int i = 0; i < number.Length; i++)
        {
            int digit = number[^(i + 1)] - '0';
            int weighted = i % 2 == 0 ? digit * 2 : digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }

        return Digit((10 - sum % 10) % 10);
    }

    /// <summary>The tenth digit of an NPI: Luhn with the health industry's prefix 80840.</summary>
    public static char Npi(string nine) => Luhn("80840" + nine);

    /// <summary>The seventh digit of a DEA number.</summary>
    public static char Dea(string six)
    {
        int odd = six[0] + six[2] + six[4] - 3 * '0';
        int even = six[1] + six[3] + six[5] - 3 * '0';
        return Digit((odd + 2 * even) % 10);
    }

    /// <summary>The ninth digit of an ABA routing number: weights 3, 7, 1.</summary>
    public static char Aba(string eight)
    {
        int[] weights = [3, 7, 1, 3, 7, 1, 3, 7];
        int sum = eight.Zip(weights, (digit, weight) => (digit - '0') * weight).Sum();
        return Digit((10 - sum % 10) % 10);
    }

    /// <summary>
    /// The two check digits of an IBAN, ISO 13616: 98 minus the remainder by 97 with 00 in their place.
    /// </summary>
    public static string Iban(string country, string account)
    {
        string digits = string.Concat((account + country + "00").Select(c =>
            char.IsAsciiDigit(c) ? $"{c}" : (c - 'A' + 10).ToString(CultureInfo.InvariantCulture)));
        int remainder = (int)(BigInteger.Parse(digits, CultureInfo.InvariantCulture) % 97);
        return (98 - remainder).ToString("00", CultureInfo.InvariantCulture);
    }

    /// <summary>The check character in the ninth place of a VIN; what stands there before does not count.</summary>
    public static char Vin(string seventeen)
    {
        int sum = seventeen.Select((c, i) => VinValue(c) * VinWeights[i]).Sum() % 11;
        return sum == 10 ? 'X' : Digit(sum);
    }

    /// <summary>The last digit of a GTIN, GS1 general specifications 7.9: weights 3 and 1 from the right.</summary>
    public static char Gtin(string thirteen)
    {
        int sum = thirteen.Reverse().Select((digit, i) => (digit - '0') * (i % 2 == 0 ? 3 : 1)).Sum();
        return Digit((10 - sum % 10) % 10);
    }

    /// <summary>The last character of a HIBC label: the sum of all values by 43.</summary>
    public static char Hibc(string label) =>
        HibcAlphabet[label.Sum(c => HibcAlphabet.IndexOf(c, StringComparison.Ordinal)) % HibcAlphabet.Length];

    private static int VinValue(char c) => char.IsAsciiDigit(c) ? c - '0' : VinLetters[c - 'A'] - '0';

    private static char Digit(int value) => (char)('0' + value);
}
