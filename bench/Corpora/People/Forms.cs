using System.Globalization;
using PhiLens.Bench.Corpora.Marking;
using PhiLens.Bench.Corpora.Numbers;

namespace PhiLens.Bench.Corpora.People;

/// <summary>How people and programs write the same thing: each method draws one of the usual forms.</summary>
public sealed class Forms(Dice dice)
{
    /// <summary>An SSN with separators, which is enough to know it.</summary>
    public Marked Ssn(string nine, Expectation expected = Expectation.Bare)
    {
        char separator = dice.Of('-', '-', '-', '-', ' ', '.');
        return Marked.Phi(PhiType.Ssn, $"{nine[..3]}{separator}{nine[3..5]}{separator}{nine[5..]}", expected);
    }

    /// <summary>A tax number of somebody without an SSN, with dashes.</summary>
    public Marked Itin()
    {
        string nine = PersonNumbers.Itin(dice);
        return Marked.Phi(PhiType.Itin, $"{nine[..3]}-{nine[3..5]}-{nine[5..]}", Expectation.Bare);
    }

    public Marked Mbi(string eleven, Expectation expected = Expectation.Bare) => Marked.Phi(
        PhiType.Mbi,
        dice.Chance(0.5) ? eleven : $"{eleven[..4]}-{eleven[4..7]}-{eleven[7..]}",
        expected);

    /// <summary>A telephone number with separators or a plus, which is enough to know it.</summary>
    public Marked Phone(string ten, Expectation expected = Expectation.Bare) =>
        Marked.Phi(PhiType.Phone, Separated(ten), expected);

    /// <summary>A telephone number in any form, next to something that says what it is.</summary>
    public Marked PhoneByKey(string ten, Expectation expected = Expectation.Keyed) =>
        Marked.Phi(PhiType.Phone, dice.Chance(0.35) ? dice.Of(ten, "1" + ten) : Separated(ten), expected);

    public Marked Fax(string ten, Expectation expected = Expectation.Keyed) =>
        Marked.Phi(PhiType.Fax, dice.Chance(0.3) ? ten : Separated(ten), expected);

    public Marked Email(string address, Expectation expected = Expectation.Bare) => Marked.Phi(
        PhiType.Email,
        dice.Of(address, address, address, address.ToUpperInvariant(), Capitalised(address)),
        expected);

    public Marked Card()
    {
        string card = OtherNumbers.Card(dice);
        return Marked.Phi(
            PhiType.Card,
            dice.Of(card, OtherNumbers.Grouped(card, ' '), OtherNumbers.Grouped(card, '-')),
            Expectation.Bare);
    }

    public Marked Iban()
    {
        string iban = OtherNumbers.Iban(dice);
        string grouped = string.Join(' ', iban.Chunk(4).Select(four => new string(four)));
        return Marked.Phi(PhiType.Iban, dice.Of(iban, iban, grouped), Expectation.Bare);
    }

    public Marked Vin() => Marked.Phi(PhiType.Vin, OtherNumbers.Vin(dice), Expectation.Bare);

    public Marked Udi() => Marked.Phi(PhiType.Udi, OtherNumbers.UdiGs1(dice), Expectation.Bare);

    /// <summary>A full date as people write it, next to something that says that it is PHI.</summary>
    public Marked Date(DateOnly date, Expectation expected = Expectation.Keyed)
    {
        string format = dice.Of(
            "yyyy-MM-dd", "yyyy-MM-dd", "MM/dd/yyyy", "M/d/yyyy", "dd MMM yyyy", "d MMM yyyy", "MMMM d, yyyy",
            "MM-dd-yyyy", "yyyy/MM/dd", "MMM d, yyyy");
        return Marked.Phi(PhiType.Date, date.ToString(format, CultureInfo.InvariantCulture), expected);
    }

    /// <summary>A full date as programs write it.</summary>
    public Marked DateOfProgram(DateOnly date, Expectation expected = Expectation.Keyed)
    {
        string format = dice.Of(
            "yyyy-MM-dd", "yyyy-MM-dd", "yyyy-MM-dd'T00:00:00'", "yyyy-MM-dd'T00:00:00Z'", "MM/dd/yyyy", "yyyyMMdd");
        return Marked.Phi(PhiType.Date, date.ToString(format, CultureInfo.InvariantCulture), expected);
    }

    /// <summary>An age over 89 is PHI; a lower one must survive.</summary>
    public static Marked Age(int years, Expectation expected = Expectation.Keyed)
    {
        // An age of exactly 90 stands within its own mark, 90+, where no scorer can tell it from what is left of it.
        years = years == 90 ? 91 : years;
        string text = years.ToString(CultureInfo.InvariantCulture);
        return years > 89 ? Marked.Phi(PhiType.Age, text, expected) : Marked.Decoy("age", text);
    }

    public Marked Zip(string five, Expectation expected = Expectation.Keyed) =>
        Marked.Phi(PhiType.Zip, dice.Chance(0.25) ? $"{five}-{dice.Number(4)}" : five, expected);

    /// <summary>A name as sentences have it.</summary>
    public Marked Name(Person person, Expectation expected = Expectation.Trigger)
    {
        string written = dice.Of(
            person.FullName,
            person.FullName,
            $"{person.Given} {person.Middle[0]}. {person.Family}",
            $"{person.Family}, {person.Given}",
            $"{person.Given} {person.Middle} {person.Family}",
            person.FullName.ToUpperInvariant());
        return Marked.Phi(PhiType.Name, written, expected);
    }

    public static Marked Phi(string type, string written, Expectation expected = Expectation.Keyed) =>
        Marked.Phi(type, written, expected);

    private string Separated(string ten)
    {
        string area = ten[..3];
        string exchange = ten[3..6];
        string line = ten[6..];
        return dice.Of(
            $"({area}) {exchange}-{line}",
            $"({area}) {exchange}-{line}",
            $"({area}){exchange}-{line}",
            $"{area}-{exchange}-{line}",
            $"{area}-{exchange}-{line}",
            $"{area}.{exchange}.{line}",
            $"{area} {exchange} {line}",
            $"+1 {area} {exchange} {line}",
            $"+1 ({area}) {exchange}-{line}",
            $"+1-{area}-{exchange}-{line}",
            $"1-{area}-{exchange}-{line}",
            $"+1{ten}",
            $"{area}-{exchange}-{line} ext. {dice.Between(10, 9999)}",
            $"({area}) {exchange}-{line} x{dice.Between(100, 999)}");
    }

    private static string Capitalised(string address) => char.ToUpperInvariant(address[0]) + address[1..];
}
