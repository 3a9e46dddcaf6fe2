using PhiLens.Bench.Corpora.Marking;
using PhiLens.Bench.Corpora.Numbers;
using PhiLens.Bench.Corpora.People;
using static PhiLens.Bench.Corpora.Kinds.FhirParts;

namespace PhiLens.Bench.Corpora.Kinds;

/// <summary>FHIR resources that happened to somebody.</summary>
public sealed class FhirEvents(Cast cast, FhirParts parts)
{
    private const string Terms = "http://terminology.hl7.org/CodeSystem/";

    private Dice Dice => cast.Dice;

    private static Json Json => Json.Compact;

    public Marked Coverage(Person person) => Json.Map(
        [
            .. Head("Coverage"),
            ("identifier", Json.List([Identifier(
                "MB", "http://plan.example.com/member", Phi(PhiType.Member, person.Member))])),
            ("status", Plain("active")),
            ("type", Concept(Terms + "v3-ActCode", "EHCPOL", "extended healthcare")),
            ("policyHolder", parts.Subject(person)),
            ("subscriber", parts.Subject(person)),
            ("subscriberId", Phi(PhiType.Member, person.Member)),
            ("beneficiary", parts.Subject(person)),
            ("period", parts.Period(Expectation.Optional)),
            ("payor", Json.List([Json.Map(("display", Perhaps("organisation", "Bluefield Health Plan")))])),
        ]);

    public Marked Encounter(Person person) => Json.Map(
        [
            .. Head("Encounter"),
            ("identifier", Json.List([Identifier(
                "VN", "http://hospital.example.org/visit", Phi(PhiType.Account, person.Account))])),
            ("status", Plain("finished")),
            ("class", Coding(Terms + "v3-ActCode", Dice.Of("IMP", "AMB", "EMER"))),
            ("subject", parts.Subject(person)),
            ("participant", Json.List([Json.Map(("individual", parts.Practitioner()))])),
            ("period", parts.Period(Expectation.Structured)),
            ("reasonCode", Json.List(
                [Concept("http://hl7.org/fhir/sid/icd-10-cm", cast.Decoys.Diagnosis().Render(), "reason for visit")])),
        ]);

    public Marked Observation(Person person) => Json.Map(
        [
            .. Head("Observation"),
            ("status", Plain("final")),
            ("code", Concept("http://loinc.org", Dice.Of("8867-4", "2339-0", "718-7", "4548-4"), "laboratory")),
            ("subject", parts.Subject(person)),
            ("effectiveDateTime", Date(CorpusClock.Today.AddDays(-Dice.Between(1, 300)), Expectation.Optional)),
            ("valueQuantity", Json.Map(
                ("value", Marked.Decoy("quantity", $"{Dice.Between(3, 240)}.{Dice.Between(1, 9)}")),
                ("unit", Json.Text(Marked.Decoy("unit", "mg/dL"))),
                ("system", Plain("http://unitsofmeasure.org")))),
            ("note", Json.List([Json.Map(
                ("text", Json.Text($"patient {Fasting(person)} fasted")))])),
        ]);

    public Marked Claim(Person person) => Json.Map(
        [
            .. Head("Claim"),
            ("identifier", Json.List([Json.Map(
                ("system", Plain("http://hospital.example.org/claim")),
                ("value", Phi(PhiType.Account, person.Account)))])),
            ("status", Plain("active")),
            ("use", Plain("claim")),
            ("patient", parts.Subject(person)),
            ("billablePeriod", parts.Period(Expectation.Optional)),
            ("created", Date(CorpusClock.Today.AddDays(-Dice.Between(1, 20)), Expectation.Optional)),
            ("provider", Json.Map(
                ("identifier", Identifier(
                    "NPI", "http://hl7.org/fhir/sid/us-npi", Phi(PhiType.Npi, OtherNumbers.Npi(Dice)))),
                ("display", Perhaps("organisation", "Northside Clinic")))),
            ("insurance", Json.List([Json.Map(
                ("sequence", Marked.Decoy("count", "1")),
                ("focal", Marked.Decoy("flag", "true")),
                ("coverage", Json.Map(
                    ("identifier", Json.Map(
                        ("system", Plain("http://plan.example.com/member")),
                        ("value", Phi(PhiType.Member, person.Member)))))))])),
            ("total", Json.Map(("value", cast.Decoys.Amount()), ("currency", Plain("USD")))),
        ]);

    public Marked ExplanationOfBenefit(Person person) => Json.Map(
        [
            .. Head("ExplanationOfBenefit"),
            ("identifier", Json.List([Json.Map(
                ("system", Plain("http://plan.example.com/claim")),
                ("value", Phi(PhiType.Account, person.Account)))])),
            ("status", Plain("active")),
            ("use", Plain("claim")),
            ("patient", parts.Subject(person)),
            ("created", Date(CorpusClock.Today.AddDays(-Dice.Between(1, 20)), Expectation.Optional)),
            ("provider", parts.Practitioner()),
            ("outcome", Plain("complete")),
            ("payee", Json.Map(("party", parts.Subject(person)))),
            ("payment", Json.Map(("amount", Json.Map(("value", cast.Decoys.Amount()), ("currency", Plain("USD")))))),
        ]);

    public Marked Device(Person person)
    {
        string udi = OtherNumbers.UdiGs1(Dice);
        return Json.Map(
            [
                .. Head("Device"),
                ("udiCarrier", Json.List([Json.Map(
                    ("deviceIdentifier", Perhaps("gtin", udi[4..18])),
                    ("carrierHRF", Phi(PhiType.Udi, udi)))])),
                ("status", Plain("active")),
                ("distinctIdentifier", Phi(PhiType.Device, OtherNumbers.Serial(Dice))),
                ("manufacturer", Json.Text(Marked.Decoy("maker", "Acme Devices"))),
                ("lotNumber", Perhaps("lot", Dice.Letters(1) + Dice.Digits(5))),
                ("serialNumber", Phi(PhiType.Device, OtherNumbers.Serial(Dice))),
                ("patient", parts.Subject(person)),
            ]);
    }

    private static Marked Fasting(Person person) =>
        Marked.Phi(PhiType.Name, person.FullName, Expectation.Trigger);

    private List<(Marked, Marked)> Head(string type) =>
    [
        ("resourceType", Plain(type)),
        ("id", Perhaps(PhiType.RecordId, Dice.Uuid())),
        ("meta", parts.Meta()),
    ];
}
