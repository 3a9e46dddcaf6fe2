using System.Globalization;
using PhiLens.Bench.Corpora.Marking;
using PhiLens.Bench.Corpora.Numbers;
using PhiLens.Bench.Corpora.People;
using static PhiLens.Bench.Corpora.Marking.Expectation;

namespace PhiLens.Bench.Corpora.Kinds;

/// <summary>Groups of X12 segments that say who somebody is.</summary>
public sealed class X12Loops(Cast cast, X12Separators signs)
{
    private Dice Dice => cast.Dice;

    /// <summary>NM1 of the insured with identifier, address, birth, and now and then the SSN.</summary>
    public IEnumerable<Marked> Subscriber(Person person)
    {
        foreach (Marked segment in Person("IL", person, withId: true))
        {
            yield return segment;
        }

        if (Dice.Chance(0.4))
        {
            yield return signs.Segment("REF", "SY", Phi(PhiType.Ssn, person.Ssn));
        }

        if (Dice.Chance(0.3))
        {
            yield return signs.Segment("REF", "EJ", Phi(PhiType.Account, person.Account));
        }
    }

    /// <summary>NM1, N3, N4 and DMG of somebody: IL the insured, QC the patient, 03 a dependent.</summary>
    public IEnumerable<Marked> Person(string role, Person person, bool withId)
    {
        List<Marked> name =
            ["NM1", role, "1", Phi(PhiType.Name, person.Family), Phi(PhiType.Name, person.Given),
                Phi(PhiType.Name, person.Middle)];
        if (withId)
        {
            name.AddRange(["", "", "MI", Dice.Chance(0.3) ? Phi(PhiType.Mbi, person.Mbi) : Phi(PhiType.Member,
                person.Member)]);
        }

        yield return signs.Segment(name);
        yield return signs.Segment("N3", Phi(PhiType.Street, person.Street));
        yield return signs.Segment(
            "N4", Phi(PhiType.City, person.City), Marked.Decoy("state", person.State),
            Phi(PhiType.Zip, person.Zip + (Dice.Chance(0.3) ? Dice.Number(4) : "")));
        yield return signs.Segment(
            "DMG", "D8", Phi(PhiType.Date, person.Birth.ToString("yyyyMMdd", CultureInfo.InvariantCulture)),
            Marked.Phi("gender", person.IsFemale ? "F" : "M", Optional));
    }

    /// <summary>A provider with its NPI.</summary>
    public IEnumerable<Marked> Provider(string role)
    {
        yield return signs.Segment(
            "NM1", role, "2", Marked.Phi("organisation", "NORTHSIDE CLINIC", Optional), "", "", "", "", "XX",
            Phi(PhiType.Npi, OtherNumbers.Npi(Dice)));
    }

    /// <summary>Who sends the file, with somebody to call.</summary>
    public IEnumerable<Marked> Submitter()
    {
        yield return signs.Segment(
            "NM1", "41", "2", Marked.Phi("organisation", "CLEARING HOUSE ONE", Optional), "", "", "", "", "46",
            Marked.Phi("submitter", Dice.Number(5), Optional));
        yield return signs.Segment(
            "PER", "IC", Phi(PhiType.Name, cast.People.Clinician()), "TE",
                Phi(PhiType.Phone, PersonNumbers.Phone(Dice)));
    }

    private Marked Phi(string type, string value) => Marked.Phi(type, signs.Clean(value), Structured);
}
