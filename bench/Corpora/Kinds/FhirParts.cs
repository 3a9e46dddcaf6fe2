using System.Globalization;
using PhiLens.Bench.Corpora.Marking;
using PhiLens.Bench.Corpora.Numbers;
using PhiLens.Bench.Corpora.People;
using static PhiLens.Bench.Corpora.Marking.Expectation;

namespace PhiLens.Bench.Corpora.Kinds;

/// <summary>FHIR's data types: Identifier, HumanName, Address, ContactPoint, Reference, Period.</summary>
public sealed class FhirParts(Cast cast)
{
    private const string Codes = "http://terminology.hl7.org/CodeSystem/";

    private Dice Dice => cast.Dice;

    /// <summary>A string that no redaction may touch.</summary>
    public static Marked Plain(string text) => Json.Compact.Text(text);

    public static Marked Phi(string type, string value) => Json.Compact.Text(Marked.Phi(type, value, Structured));

    public static Marked Perhaps(string type, string value) => Json.Compact.Text(Marked.Phi(type, value, Optional));

    /// <summary>An identifier of a kind of table 0203: MR, SS, MB, AN, DL, PPN.</summary>
    public static Marked Identifier(string kind, string system, Marked value) => Json.Compact.Map(
        ("use", Plain("official")),
        ("type", Json.Compact.Map(("coding", Json.Compact.List([Coding(Codes + "v2-0203", kind)])))),
        ("system", Plain(system)),
        ("value", value));

    public static Marked Coding(string system, string code) => Json.Compact.Map(
        ("system", Plain(system)), ("code", Json.Compact.Text(Marked.Decoy("code", code))));

    public static Marked Concept(string system, string code, string text) => Json.Compact.Map(
        ("coding", Json.Compact.List([Coding(system, code)])), ("text", Json.Compact.Text(Marked.Decoy("code", text))));

    public Marked HumanName(Person person)
    {
        List<(Marked, Marked)> members =
        [
            ("use", Plain("official")),
            ("family", Phi(PhiType.Name, person.Family)),
            ("given", Json.Compact.List([Phi(PhiType.Name, person.Given), Phi(PhiType.Name, person.Middle)])),
        ];
        return Json.Compact.Map(Dice.Chance(0.3)
            ? [("use", Plain("usual")), ("text", Phi(PhiType.Name, person.FullName))]
            : members);
    }

    public Marked Address(Person person) => Json.Compact.Map(
        ("use", Plain("home")),
        ("line", Json.Compact.List([Phi(PhiType.Street, person.Street)])),
        ("city", Phi(PhiType.City, person.City)),
        ("state", Json.Compact.Text(Marked.Decoy("state", person.State))),
        ("postalCode", Json.Compact.Text(cast.Forms.Zip(person.Zip, Structured))),
        ("country", Plain("US")));

    public Marked Telecom(Person person) => Json.Compact.List(
        [
            Json.Compact.Map(
                ("system", Plain("phone")),
                ("value", Json.Compact.Text(cast.Forms.PhoneByKey(person.Phone, Structured))),
                ("use", Plain("home"))),
            Json.Compact.Map(
                ("system", Plain("email")), ("value", Json.Compact.Text(cast.Forms.Email(person.Email, Structured)))),
        ]);

    /// <summary>A reference with the name of whom it refers to.</summary>
    public Marked Subject(Person person) => Json.Compact.Map(
        ("reference", Perhaps(PhiType.RecordId, $"Patient/{Dice.Number(6)}")),
        ("display", Phi(PhiType.Name, person.FullName)));

    /// <summary>A reference to somebody who treats.</summary>
    public Marked Practitioner() => Json.Compact.Map(
        ("reference", Perhaps(PhiType.RecordId, $"Practitioner/{Dice.Number(5)}")),
        ("display", Perhaps(PhiType.Name, $"Dr. {cast.People.Clinician()}")));

    public static Marked Date(DateOnly date, Expectation expected = Structured) =>
        Json.Compact.Text(Marked.Phi(PhiType.Date, Iso(date), expected));

    /// <summary>From a day to some later one, both of them the patient's.</summary>
    public Marked Period(Expectation expected)
    {
        DateOnly start = CorpusClock.Today.AddDays(-Dice.Between(20, 700));
        return Json.Compact.Map(("start", Date(start, expected)),
            ("end", Date(start.AddDays(Dice.Between(1, 15)), expected)));
    }

    public Marked Meta() => Json.Compact.Map(
        ("versionId", Json.Compact.Text(Marked.Decoy("version", Dice.Number(1)))),
        ("lastUpdated", Json.Compact.Text(Marked.Decoy(
            "timestamp",
            cast.Decoys.Tick().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'+00:00'", CultureInfo.InvariantCulture)))));

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
