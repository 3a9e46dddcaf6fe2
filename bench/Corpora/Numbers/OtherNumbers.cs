namespace PhiLens.Bench.Corpora.Numbers;

/// <summary>Numbers of providers, banks, vehicles and devices, with their check digits.</summary>
public static class OtherNumbers
{
    private const string DeaKinds = "ABCDEFGHJKLMPRSTUX";
    private const string VinAlphabet = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789";

    public static string Npi(Dice dice)
    {
        string nine = dice.From("12", 1) + dice.Digits(8);
        return nine + CheckDigits.Npi(nine);
    }

    /// <summary>A DEA number of a practitioner whose name begins with a letter.</summary>
    public static string Dea(Dice dice, char initial)
    {
        string six = dice.Digits(6);
        return $"{dice.From(DeaKinds, 1)}{(dice.Chance(0.1) ? '9' : initial)}{six}{CheckDigits.Dea(six)}";
    }

    /// <summary>A payment card of 13 to 16 digits in a range that its brand issues.</summary>
    public static string Card(Dice dice)
    {
        string start = dice.Of(
            "4" + dice.Digits(14),
            "4" + dice.Digits(14),
            dice.Between(51, 55) + dice.Digits(13),
            dice.Between(2221, 2720) + dice.Digits(11),
            dice.Of("34", "37") + dice.Digits(12),
            dice.Of("6011", "65" + dice.Digits(2), "644" + dice.Digits(1)) + dice.Digits(11),
            dice.Between(3528, 3589) + dice.Digits(11),
            "36" + dice.Digits(11));
        return start + CheckDigits.Luhn(start);
    }

    /// <summary>A card in the groups that are printed on it.</summary>
    public static string Grouped(string card, char separator) => card.Length switch
    {
        15 => $"{card[..4]}{separator}{card[4..10]}{separator}{card[10..]}",
        14 => $"{card[..4]}{separator}{card[4..10]}{separator}{card[10..]}",
        _ => string.Join(separator, card.Chunk(4).Select(four => new string(four))),
    };

    /// <summary>An IBAN of one of six countries, with the length and the letters that it asks for.</summary>
    public static string Iban(Dice dice)
    {
        (string country, string account) = dice.Of(
            ("DE", dice.Digits(18)),
            ("GB", dice.Letters(4) + dice.Digits(14)),
            ("FR", dice.Digits(23)),
            ("ES", dice.Digits(20)),
            ("NL", dice.Letters(4) + dice.Digits(10)),
            ("CH", dice.Digits(17)));
        return country + CheckDigits.Iban(country, account) + account;
    }

    /// <summary>A routing number of a Federal Reserve district.</summary>
    public static string Aba(Dice dice)
    {
        string eight = $"{dice.Of(dice.Between(1, 12), dice.Between(21, 32)):00}" + dice.Digits(6);
        return eight + CheckDigits.Aba(eight);
    }

    public static string Vin(Dice dice)
    {
        string start = dice.Of("1HG", "1FT", "2T1", "3VW", "5YJ", "JTD", "WBA", "KMH") + dice.From(VinAlphabet, 5);
        string end = dice.From("ABCDEFGHJKLMNPRSTVWXY", 1) + dice.From(VinAlphabet, 2) + dice.Digits(5);
        return start + CheckDigits.Vin($"{start}0{end}") + end;
    }

    public static string Plate(Dice dice) =>
        dice.Of(dice.Number(1) + dice.Letters(3) + dice.Digits(3), $"{dice.Letters(3)}-{dice.Digits(4)}");

    /// <summary>A device's UDI in GS1's form for people: identifier, expiry, lot and serial.</summary>
    public static string UdiGs1(Dice dice)
    {
        string thirteen = "0" + dice.Digits(12);
        string item = thirteen + CheckDigits.Gtin(thirteen);
        string expiry = $"{dice.Between(26, 32)}{dice.Between(1, 12):00}{dice.Between(1, 28):00}";
        string lot = dice.Letters(1) + dice.Digits(5);
        return dice.Of(
            $"(01){item}(17){expiry}(10){lot}(21){Serial(dice)}",
            $"(01){item}(21){Serial(dice)}",
            $"(01){item}(11){expiry}(21){Serial(dice)}");
    }

    /// <summary>A device's UDI in HIBCC's form, with its check character.</summary>
    public static string UdiHibc(Dice dice)
    {
        string item = $"+{dice.Letters(1)}{dice.Digits(3)}{dice.Letters(2)}{dice.Digits(4)}1";
        string label = $"{item}/$$+7{dice.Letters(2)}{dice.Digits(5)}";
        return label + CheckDigits.Hibc(label);
    }

    public static string Serial(Dice dice) => dice.Of(
        dice.Letters(2) + dice.Digits(8), "SN" + dice.Digits(9), dice.Number(10), dice.Letters(3) + dice.Digits(6));
}
