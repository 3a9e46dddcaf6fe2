namespace PhiLens.Bench.Corpora.Numbers;

/// <summary>Numbers that are issued to people, in their right forms.</summary>
public static class PersonNumbers
{
    /// <summary>Letters of an MBI: none that looks like a digit.</summary>
    private const string MbiLetters = "ACDEFGHJKMNPQRTUVWXY";

    /// <summary>First digits of US numbers in use; no N11, and 555 is for films.</summary>
    private static readonly string[] AreaCodes =
    [
        "201", "202", "206", "212", "213", "215", "305", "312", "313", "323", "347", "404", "408", "412", "415", "469",
        "503", "510", "512", "602", "614", "617", "646", "702", "713", "718", "786", "801", "818", "858", "917", "949",
    ];

    /// <summary>Nine digits of an SSN: no 000, 666 or 9xx, no group 00, no serial 0000.</summary>
    public static string Ssn(Dice dice)
    {
        int area = dice.Between(1, 898);
        area += area >= 666 ? 1 : 0;
        return $"{area:000}{dice.Between(1, 99):00}{dice.Between(1, 9999):0000}";
    }

    /// <summary>An SSN that does not begin with zero, so that it can be a JSON number.</summary>
    public static string SsnAsNumber(Dice dice)
    {
        string ssn = Ssn(dice);
        return ssn[0] == '0' ? dice.From("12345", 1) + ssn[1..] : ssn;
    }

    /// <summary>Nine digits of an ITIN: 9xx and a group that the IRS issues.</summary>
    public static string Itin(Dice dice)
    {
        int group = dice.Of(dice.Between(50, 65), dice.Between(70, 88), dice.Between(90, 92), dice.Between(94, 99));
        return $"9{dice.Digits(2)}{group:00}{dice.Between(1, 9999):0000}";
    }

    /// <summary>Eleven characters of a Medicare beneficiary identifier.</summary>
    public static string Mbi(Dice dice)
    {
        string either = MbiLetters + "0123456789";
        return dice.From("123456789", 1) + dice.From(MbiLetters, 1) + dice.From(either, 1) + dice.Digits(1)
            + dice.From(MbiLetters, 1) + dice.From(either, 1) + dice.Digits(1)
            + dice.From(MbiLetters, 2) + dice.Digits(2);
    }

    /// <summary>The claim number before the MBI: an SSN and what its holder is to the insured.</summary>
    public static string HicnSuffix(Dice dice) => dice.Of("A", "B", "B1", "C1", "D", "T", "M", "W");

    /// <summary>Ten digits of a telephone in the North American plan.</summary>
    public static string Phone(Dice dice)
    {
        string exchange = dice.From("23456789", 1) + dice.From("023456789", 1) + dice.Digits(1);
        return dice.Of<string>(AreaCodes) + (exchange == "555" ? "554" : exchange) + dice.Digits(4);
    }

    /// <summary>A driver licence of some state.</summary>
    public static string License(Dice dice) => dice.Of(
        dice.Letters(1) + dice.Digits(7),
        dice.Letters(1) + dice.Digits(12),
        dice.Number(8),
        $"{dice.Letters(1)}{dice.Digits(3)}-{dice.Digits(4)}-{dice.Digits(4)}");

    /// <summary>A US passport.</summary>
    public static string Passport(Dice dice) => dice.Of(dice.Letters(1) + dice.Digits(8), dice.Number(9));

    /// <summary>A medical record number; every hospital has a form of its own.</summary>
    public static string Mrn(Dice dice) => dice.Of(
        "00" + dice.Number(6), dice.Number(7), dice.Number(8), "MR" + dice.Number(8), "E" + dice.Number(7),
            dice.Number(10));

    /// <summary>What a health plan calls its member.</summary>
    public static string Member(Dice dice) => dice.Of(
        dice.Letters(3) + dice.Digits(9), "W" + dice.Digits(9), dice.Letters(2) + dice.Digits(8) + "01",
            dice.Number(11));

    /// <summary>An account of a patient with a hospital.</summary>
    public static string Account(Dice dice) =>
        dice.Of(dice.Number(10), "HAR" + dice.Number(9), "V" + dice.Number(9), dice.Number(8));
}
