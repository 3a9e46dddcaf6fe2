using System.Globalization;
using PhiLens.Bench.Corpora.Marking;
using PhiLens.Bench.Corpora.Numbers;
using PhiLens.Bench.Corpora.People;
using static PhiLens.Bench.Corpora.Marking.Expectation;

namespace PhiLens.Bench.Corpora.Kinds;

/// <summary>Segments of HL7 v2.3 to 2.5 that say who somebody is: PID, NK1, GT1, IN1, IN2, PV1.</summary>
public sealed class Hl7People(Cast cast, Hl7Separators signs)
{
    private Dice Dice => cast.Dice;

    public Marked Pid(Person person)
    {
        List<(int, Marked)> fields =
        [
            (1, "1"),
            (3, Dice.Chance(0.4)
                ? signs.Repeat(Identifier(PhiType.Mrn, person.Mrn, "MR"), Identifier(PhiType.Ssn, person.Ssn, "SS"))
                : Identifier(PhiType.Mrn, person.Mrn, "MR")),
            (5, Name(person)),
            (7, Date(person.Birth)),
            (8, Marked.Phi("gender", person.IsFemale ? "F" : "M", Optional)),
            (11, Address(person)),
            (13, Phone(person.Phone)),
            (18, signs.Components(Phi(PhiType.Account, person.Account))),
        ];
        AddIf(0.3, fields, (2, Phi(PhiType.Mrn, PersonNumbers.Mrn(Dice))));
        AddIf(0.2, fields, (4, Phi(PhiType.Mrn, PersonNumbers.Mrn(Dice))));
        AddIf(0.3, fields, (6, signs.Components(Phi(PhiType.Name, person.MaidenName))));
        AddIf(0.2, fields, (9, signs.Components(Phi(PhiType.Name, person.MaidenName),
            Phi(PhiType.Name, person.Given))));
        AddIf(0.2, fields, (12, Phi(PhiType.City, person.City)));
        AddIf(0.3, fields, (14, Phone(person.Mobile)));
        AddIf(0.6, fields, (19, Phi(PhiType.Ssn, Dice.Chance(0.5) ? person.Ssn : Dashed(person.Ssn))));
        AddIf(0.3, fields, (20, signs.Components(Phi(PhiType.License, PersonNumbers.License(Dice)), person.State)));
        AddIf(0.2, fields, (21, Identifier(PhiType.Mrn, PersonNumbers.Mrn(Dice), "MR")));
        AddIf(0.2, fields, (23, Phi(PhiType.City, person.City)));
        AddIf(0.1, fields, (29, Date(CorpusClock.Today.AddDays(-Dice.Between(1, 400)))));
        return signs.Segment("PID", fields);
    }

    public Marked Nk1(Person relative) => signs.Segment(
        "NK1",
        [
            (1, "1"), (2, Name(relative)), (3, signs.Components("SPO", "Spouse")), (4, Address(relative)),
            (5, Phone(relative.Phone)), (6, Phone(relative.Mobile)),
        ]);

    public Marked Gt1(Person payer) => signs.Segment(
        "GT1",
        [
            (1, "1"), (3, Name(payer)), (5, Address(payer)), (6, Phone(payer.Phone)), (7, Phone(payer.Mobile)),
            (8, Date(payer.Birth)), (12, Phi(PhiType.Ssn, payer.Ssn)), (19, Phi(PhiType.Account, Dice.Number(6))),
        ]);

    public Marked In1(Person insured) => signs.Segment(
        "IN1",
        [
            (1, "1"), (2, Marked.Phi("plan", "PPO" + Dice.Digits(3), Optional)),
            (4, Marked.Phi("organisation", "Bluefield Health", Optional)),
            (16, Name(insured)), (17, "Self"), (18, Date(insured.Birth)), (19, Address(insured)),
            (36, Phi(PhiType.Member, insured.Member)), (49, Phi(PhiType.Member, PersonNumbers.Member(Dice))),
        ]);

    public Marked In2(Person insured) => signs.Segment(
        "IN2",
        [(1, Phi(PhiType.Member, Dice.Number(7))), (2, Phi(PhiType.Ssn, insured.Ssn)),
            (6, Phi(PhiType.Mbi, insured.Mbi))]);

    public Marked Pv1() => signs.Segment(
        "PV1",
        [
            (1, "1"), (2, Dice.Of("I", "O", "E")), (3, signs.Components("ICU", $"{Dice.Between(1, 40)}", "A")),
            (7, signs.Components(
                Marked.Phi(PhiType.Npi, OtherNumbers.Npi(Dice), Optional),
                Marked.Phi(PhiType.Name, cast.People.Clinician(), Optional))),
            (19, Phi(PhiType.Account, "V" + Dice.Number(9))),
            (44, Marked.Phi(PhiType.Date, Stamp(CorpusClock.Today.AddDays(-Dice.Between(1, 90))) + "1130", Optional)),
            (50, Phi(PhiType.Account, "A" + Dice.Number(8))),
        ]);

    public Marked Name(Person person) => signs.Components(
        Phi(PhiType.Name, person.Family.ToUpperInvariant()),
        Phi(PhiType.Name, person.Given.ToUpperInvariant()),
        Phi(PhiType.Name, person.Middle.ToUpperInvariant()));

    private Marked Address(Person person) => signs.Components(
        Phi(PhiType.Street, person.Street),
        "",
        Phi(PhiType.City, person.City),
        Marked.Decoy("state", person.State),
        signs.Escaped(cast.Forms.Zip(person.Zip, Structured)),
        "USA");

    private Marked Phone(string ten) => Phi(
        PhiType.Phone, Dice.Of($"({ten[..3]}){ten[3..6]}-{ten[6..]}", ten, $"{ten[..3]}-{ten[3..6]}-{ten[6..]}"));

    private Marked Identifier(string type, string value, string kind) =>
        signs.Components(Phi(type, value), "", "", "HOSP", kind);

    private Marked Date(DateOnly date) => Phi(PhiType.Date, Stamp(date) + (Dice.Chance(0.1) ? "0815" : ""));

    private Marked Phi(string type, string value) => signs.Escaped(Marked.Phi(type, value, Structured));

    private void AddIf(double probability, List<(int, Marked)> fields, (int, Marked) field)
    {
        if (Dice.Chance(probability))
        {
            fields.Add(field);
        }
    }

    private static string Stamp(DateOnly date) => date.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static string Dashed(string nine) => $"{nine[..3]}-{nine[3..5]}-{nine[5..]}";
}
