using System.Globalization;
using PhiLens.Bench.Corpora.Marking;
using PhiLens.Bench.Corpora.People;

namespace PhiLens.Bench.Corpora.Kinds;

/// <summary>FHIR R4 resources and bundles, alone on a line, in a field of a log line, or in a string of one.</summary>
public sealed class FhirCorpus : ICorpus
{
    private readonly Cast _cast;
    private readonly FhirParts _parts;
    private readonly FhirPeople _people;
    private readonly FhirEvents _events;

    public FhirCorpus(int seed)
    {
        _cast = new Cast(seed);
        _parts = new FhirParts(_cast);
        _people = new FhirPeople(_cast, _parts);
        _events = new FhirEvents(_cast, _parts);
    }

    public IReadOnlyList<CorpusRecord> Draw()
    {
        Person person = _cast.People.Next();
        (string shape, Marked resource) = _cast.Dice.Chance(0.2) ? ("bundle", Bundle(person)) : Resource(person);
        return [new CorpusRecord(Wrapped(resource), $"fhir-{shape}", RecordForm.Json)];
    }

    private (string Shape, Marked Resource) Resource(Person person) => _cast.Dice.Between(0, 8) switch
    {
        0 or 1 => ("patient", _people.Patient(person)),
        2 => ("related-person", _people.RelatedPerson(person)),
        3 => ("person", _people.Person(person)),
        4 => ("coverage", _events.Coverage(person)),
        5 => ("encounter", _events.Encounter(person)),
        6 => ("observation", _events.Observation(person)),
        7 => _cast.Dice.Chance(0.5)
            ? ("claim", _events.Claim(person))
            : ("explanation-of-benefit", _events.ExplanationOfBenefit(person)),
        _ => ("device", _events.Device(person)),
    };

    private Marked Bundle(Person person)
    {
        IEnumerable<Marked> entries = Enumerable.Range(0, _cast.Dice.Between(2, 4)).Select(_ => Json.Compact.Map(
            ("fullUrl", FhirParts.Plain($"urn:uuid:{_cast.Dice.Uuid()}")),
            ("resource", Resource(person).Resource)));
        return Json.Compact.Map(
            ("resourceType", FhirParts.Plain("Bundle")),
            ("type", FhirParts.Plain(_cast.Dice.Of("searchset", "transaction", "collection"))),
            ("total", Marked.Decoy("count", "3")),
            ("entry", Json.Compact.List([.. entries])));
    }

    private Marked Wrapped(Marked resource)
    {
        Json json = Json.Compact;
        string time = _cast.Decoys.Tick().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        return _cast.Dice.Between(0, 3) switch
        {
            0 => json.Map(("@t", json.Text(Marked.Decoy("timestamp", time))), ("resource", resource)),
            1 => json.Map(("ts", json.Text(Marked.Decoy("timestamp", time))), ("body", json.Text(resource))),
            _ => resource,
        };
    }
}
