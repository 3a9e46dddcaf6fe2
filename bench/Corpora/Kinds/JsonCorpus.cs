using PhiLens.Bench.Corpora.Marking;
using PhiLens.Bench.Corpora.Numbers;
using PhiLens.Bench.Corpora.People;

namespace PhiLens.Bench.Corpora.Kinds;

/// <summary>
/// Application logs in JSON: one object on each line, nested, with documents in strings of documents.
/// </summary>
public sealed class JsonCorpus(int seed) : ICorpus
{
    private readonly Cast _cast = new(seed);

    private Dice Dice => _cast.Dice;

    private Decoys Decoys => _cast.Decoys;

    public IReadOnlyList<CorpusRecord> Draw()
    {
        Json json = Dice.Of(
            Json.Compact, Json.Compact, Json.Compact, new Json(Escapes.Json, spaced: true),
                new Json(Escapes.CautiousJson, spaced: false));
        Person person = _cast.People.Next();
        (string shape, List<(Marked, Marked)> members) = Dice.Between(0, 9) switch
        {
            0 or 1 => ("flat", Flat(json, person)),
            2 or 3 => ("nested", Nested(json, person)),
            4 => ("list", List(json)),
            5 => ("string-1", InString(json, person, depth: 1)),
            6 => ("string-2", InString(json, person, depth: 2)),
            7 => ("string-3", InString(json, person, depth: 3)),
            8 => ("message", Message(json, person)),
            _ => ("harmless", Harmless(json)),
        };
        return [new CorpusRecord(json.Map([.. Head(json), .. members, .. Tail(json)]), $"json-{shape}",
            RecordForm.Json)];
    }

    private List<(Marked, Marked)> Head(Json json) =>
    [
        (Dice.Of("@t", "timestamp", "time", "ts"), json.Text(Decoys.Timestamp())),
        (Dice.Of("level", "@l", "severity"), json.Text(Dice.Of("Information", "warn", "ERROR", "debug"))),
    ];

    /// <summary>Members of every log, whose names look like those of people's.</summary>
    private List<(Marked, Marked)> Tail(Json json)
    {
        (Marked, Marked)[] all =
        [
            ("traceId", json.Text(Marked.Decoy("hash", Dice.Hex(32)))),
            ("requestId", json.Text(Decoys.Uuid())),
            ("serviceName", json.Text(Marked.Decoy("service", Dice.Of("intake-api", "billing-worker", "portal")))),
            ("hostname", json.Text(Marked.Decoy("host", $"ip-10-{Dice.Between(0, 255)}-7-{Dice.Between(1, 254)}"))),
            ("elapsedMs", Marked.Decoy("duration", $"{Dice.Between(0, 9000)}.{Dice.Between(1, 9)}")),
            ("statusCode", Decoys.Status()),
            ("version", json.Text(Decoys.Version())),
            ("remoteAddress", json.Text(Decoys.Ip())),
            ("memoryBytes", Decoys.Bytes()),
            ("expiresAt", Decoys.EpochSeconds()),
            ("emailSent", Marked.Decoy("flag", Dice.Of("true", "false"))),
            ("phoneVerified", Marked.Decoy("flag", Dice.Of("true", "false"))),
            ("memberCount", Marked.Decoy("count", $"{Dice.Between(1, 400)}")),
            ("patientCount", Marked.Decoy("count", $"{Dice.Between(1, 400)}")),
            ("eventName", json.Text(Marked.Decoy("event", Dice.Of("AppointmentBooked", "ClaimSubmitted",
                "LabResulted")))),
            ("medication", json.Text(Decoys.Medicine())),
            ("orderNumber", json.Text(Decoys.Order())),
            ("amount", Decoys.Amount()),
            ("createdAt", json.Text(Decoys.Timestamp())),
            ("imageTag", json.Text(Decoys.AnImage())),
            ("commit", json.Text(Marked.Decoy("hash", Dice.Hex(40)))),
        ];
        return [.. all.Where(_ => Dice.Chance(0.25))];
    }

    private List<(Marked, Marked)> Flat(Json json, Person person) =>
        new JsonPeople(_cast, json).Members(person, prefix: Dice.Of("", "", "patient.", "patient_", "ctx.patient.",
            "member"));

    private List<(Marked, Marked)> Nested(Json json, Person person)
    {
        var people = new JsonPeople(_cast, json);
        Marked patient = json.Map([.. people.Members(person, prefix: ""), ("contactPoints", people.Contact(person))]);
        return Dice.Between(0, 2) switch
        {
            0 => [("patient", patient)],
            1 =>
                [("request", json.Map([("method", json.Text("POST")), ("body", json.Map([("subscriber", patient)]))]))],
            _ => [("data", json.Map([("patients", json.List([patient])), ("total", Marked.Decoy("count", "1"))]))],
        };
    }

    private List<(Marked, Marked)> List(Json json)
    {
        var people = new JsonPeople(_cast, json);
        IEnumerable<Marked> rows = Enumerable.Range(0, Dice.Between(2, 5))
            .Select(_ => json.Map(people.Members(_cast.People.Next(), prefix: "")));
        return [("msg", json.Text("batch of members imported")), ("members", json.List(rows))];
    }

    /// <summary>A document in a string, again and again: every level escapes the one within.</summary>
    private List<(Marked, Marked)> InString(Json json, Person person, int depth)
    {
        var people = new JsonPeople(_cast, Json.Compact);
        Marked document = Json.Compact.Map(people.Members(person, prefix: ""));
        for (int level = 1; level < depth; level++)
        {
            document = Json.Compact.Map(
                [("id", Json.Compact.Text(Decoys.Uuid())), (Dice.Of("payload", "body", "message"),
                    Json.Compact.Text(document))]);
        }

        return [(Dice.Of("payload", "body", "log", "requestBody"), json.Text(document))];
    }

    private List<(Marked, Marked)> Message(Json json, Person person)
    {
        (string _, Marked sentence) = new Sentences(_cast).Draw(person);
        return [(Dice.Of("msg", "message", "@m", "exception"), json.Text(sentence))];
    }

    private List<(Marked, Marked)> Harmless(Json json) =>
    [
        ("msg", json.Text($"cache miss for key {Decoys.Uuid()} after {Decoys.Duration()}")),
        ("numbers", json.List([Decoys.EpochSeconds(), Decoys.EpochMilliseconds(), Decoys.Bytes(),
            Marked.Decoy("order", Dice.Number(9))])),
        ("code", json.Text(Decoys.Diagnosis())),
        ("service", json.Map([("name", json.Text(Marked.Decoy("service", "appointment-service"))),
            ("port", Decoys.Pid())])),
        ("candidate", json.Text(Dice.Of(Decoys.NoCard(), Decoys.NoSsn(), Decoys.Version()))),
    ];
}
