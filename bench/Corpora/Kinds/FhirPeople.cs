using PhiLens.Bench.Corpora.Marking;
using PhiLens.Bench.Corpora.Numbers;
using PhiLens.Bench.Corpora.People;
using static PhiLens.Bench.Corpora.Kinds.FhirParts;
using static PhiLens.Bench.Corpora.Marking.Expectation;

namespace PhiLens.Bench.Corpora.Kinds;

/// <summary>FHIR resources that are somebody.</summary>
public sealed class FhirPeople(Cast cast, FhirParts parts)
{
    private const string Extensions = "http://hl7.org/fhir/StructureDefinition/";

    private Dice Dice => cast.Dice;

    private static Json Json => Json.Compact;

    public Marked Patient(Person person)
    {
        List<(Marked, Marked)> members =
        [
            .. Head("Patient"),
            ("identifier", Identifiers(person)),
            ("active", Marked.Decoy("flag", "true")),
            ("name", Json.List([parts.HumanName(person)])),
            ("telecom", parts.Telecom(person)),
            ("gender", Perhaps("gender", person.IsFemale ? "female" : "male")),
            ("birthDate", Date(person.Birth)),
            ("address", Json.List([parts.Address(person)])),
        ];
        if (Dice.Chance(0.4))
        {
            members.Add(("contact", Json.List([Contact()])));
        }

        if (Dice.Chance(0.15))
        {
            members.Add(("deceasedDateTime", Date(CorpusClock.Today.AddDays(-Dice.Between(1, 900)))));
        }

        if (Dice.Chance(0.2))
        {
            members.Insert(3, ("text", Narrative(person)));
        }

        if (Dice.Chance(0.2))
        {
            members.Insert(3, ("extension", Json.List(Extension(person))));
        }

        if (Dice.Chance(0.1))
        {
            members.Add(("photo", Json.List([Photo()])));
        }

        return Json.Map(members);
    }

    public Marked RelatedPerson(Person person) => Json.Map(
        [
            .. Head("RelatedPerson"),
            ("patient", parts.Subject(cast.People.Next())),
            ("relationship", Json.List(
                [Concept("http://terminology.hl7.org/CodeSystem/v3-RoleCode", "MTH", "mother")])),
            ("name", Json.List([parts.HumanName(person)])),
            ("telecom", parts.Telecom(person)),
            ("address", Json.List([parts.Address(person)])),
            ("birthDate", Date(person.Birth)),
        ]);

    public Marked Person(Person person) => Json.Map(
        [
            .. Head("Person"),
            ("identifier", Identifiers(person)),
            ("name", Json.List([parts.HumanName(person)])),
            ("telecom", parts.Telecom(person)),
            ("birthDate", Date(person.Birth)),
            ("address", Json.List([parts.Address(person)])),
        ]);

    private List<(Marked, Marked)> Head(string type) =>
    [
        ("resourceType", Plain(type)),
        ("id", Perhaps(PhiType.RecordId, Dice.Uuid())),
        ("meta", parts.Meta()),
    ];

    private Marked Identifiers(Person person)
    {
        List<Marked> all =
        [
            Identifier("MR", "http://hospital.example.org/mrn", Phi(PhiType.Mrn, person.Mrn)),
            Identifier("SS", "http://hl7.org/fhir/sid/us-ssn", Phi(PhiType.Ssn, Dashed(person.Ssn))),
            Identifier("SS", "http://hl7.org/fhir/sid/us-ssn", Phi(PhiType.Ssn, person.Ssn)),
            Identifier("MC", "http://hl7.org/fhir/sid/us-mbi", Phi(PhiType.Mbi, person.Mbi)),
            Identifier("DL", "urn:oid:2.16.840.1.113883.4.3.6", Phi(PhiType.License, PersonNumbers.License(Dice))),
            Identifier("PPN", "http://hl7.org/fhir/sid/passport-USA",
                Phi(PhiType.Passport, PersonNumbers.Passport(Dice))),
            Identifier("AN", "http://hospital.example.org/account", Phi(PhiType.Account, person.Account)),
        ];
        int first = Dice.Between(0, all.Count - 2);
        return Json.List([.. all.Skip(first).Take(Dice.Between(1, 2))]);
    }

    private Marked Contact()
    {
        Person relative = cast.People.Next();
        return Json.Map(
            ("relationship", Json.List([Concept("http://terminology.hl7.org/CodeSystem/v2-0131", "N", "next of kin")])),
            ("name", parts.HumanName(relative)),
            ("telecom", parts.Telecom(relative)),
            ("address", parts.Address(relative)));
    }

    private static Marked Narrative(Person person)
    {
        Marked div = $"<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>{Name(person).Encoded(Escapes.Html)}</p></div>";
        return Json.Map(("status", Json.Text("generated")), ("div", Json.Text(div)));
    }

    private static IEnumerable<Marked> Extension(Person person)
    {
        yield return Json.Map(
            ("url", Plain(Extensions + "patient-mothersMaidenName")),
            ("valueString", Phi(PhiType.Name, person.MaidenName)));
        yield return Json.Map(
            ("url", Plain(Extensions + "patient-birthPlace")),
            ("valueAddress", Json.Map(("city", Phi(PhiType.City, person.City)), ("country", Plain("US")))));
    }

    private Marked Photo() => Json.Map(
        ("contentType", Plain("image/jpeg")),
        ("data", Phi(PhiType.Image, "/9j/4AAQSkZJRg" + Dice.From("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef0123456789+/",
            110))));

    private static Marked Name(Person person) => Marked.Phi(PhiType.Name, person.FullName, Structured);

    private static string Dashed(string nine) => $"{nine[..3]}-{nine[3..5]}-{nine[5..]}";
}
