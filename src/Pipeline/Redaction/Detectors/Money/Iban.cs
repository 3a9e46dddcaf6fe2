namespace PhiLens.Pipeline.Redaction.Detectors.Money;

/// <summary>
/// International bank account number of ISO 13616: a country, two check digits, and letters and digits to the length
/// that the country has, perhaps with a blank behind each fourth; the whole is 1 modulo 97.
/// </summary>
internal static class Iban
{
    private const int Longest = 34;
    private const int Group = 4;

    /// <summary>Each country of the registry and its length.</summary>
    private static ReadOnlySpan<byte> Countries =>
        "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BI27BR29BY28CH21CR22CY28CZ24DE22DJ27DK18DO28EE20EG29ES24FI18FK18FO18FR27"u8;

    private static ReadOnlySpan<byte> MoreCountries =>
        "GB22GE22GI23GL18GR27GT28HN28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28LC32LI21LT20LU20LV21LY25MC27MD24ME22"u8;

    private static ReadOnlySpan<byte> OtherCountries =>
        "MK19MN20MR27MT31MU30NI28NL18NO15OM23PK24PL28PS29PT25QA29RO24RS22RU33SA24SC31SD18SE24SI19SK24SM27SO23ST25SV28"u8;

    private static ReadOnlySpan<byte> LastCountries => "TL23TN24TR26UA29VA22VG24XK20YE30"u8;

    /// <summary>Behind a number that begins at a place; 0 when none does.</summary>
    internal static int End(ReadOnlySpan<byte> text, int start)
    {
        if (text.Length - start < 15 || !Chars.IsUpper(text[start]) || !Chars.IsUpper(text[start + 1])
            || Chars.Digits(text[start..(start + Group)], 2) != 2)
        {
            return 0;
        }

        int length = LengthOf(text.Slice(start, 2));
        Span<byte> iban = stackalloc byte[Longest];
        int end = length == 0 ? 0 : Copy(text, start, iban[..length]);
        return end != 0 && Edges.Around(text, start, end) && CheckDigits.IsMod97(iban[..length]) ? end : 0;
    }

    private static int Copy(ReadOnlySpan<byte> text, int start, Span<byte> iban)
    {
        int at = start;
        bool isGrouped = Chars.At(text, start + Group) is (byte)' ' or (byte)'-';
        for (int i = 0; i < iban.Length; i++)
        {
            if (isGrouped && i > 0 && i % Group == 0)
            {
                if (Chars.At(text, at++) != text[start + Group])
                {
                    return 0;
                }
            }

            byte next = Chars.At(text, at++);
            if (!Chars.IsDigit(next) && !Chars.IsUpper(next))
            {
                return 0;
            }

            iban[i] = next;
        }

        return at;
    }

    private static int LengthOf(ReadOnlySpan<byte> country)
    {
        int length = Find(Countries, country);
        length = length != 0 ? length : Find(MoreCountries, country);
        length = length != 0 ? length : Find(OtherCountries, country);
        return length != 0 ? length : Find(LastCountries, country);
    }

    private static int Find(ReadOnlySpan<byte> countries, ReadOnlySpan<byte> country)
    {
        for (int i = 0; i < countries.Length; i += Group)
        {
            if (countries[i] == country[0] && countries[i + 1] == country[1])
            {
                return Chars.Number(countries, i + 2, i + Group);
            }
        }

        return 0;
    }
}
