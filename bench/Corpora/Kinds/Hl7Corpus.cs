using System.Globalization;
using PhiLens.Bench.Corpora.Marking;
using PhiLens.Bench.Corpora.Numbers;
using PhiLens.Bench.Corpora.People;
using static PhiLens.Bench.Corpora.Marking.Expectation;

namespace PhiLens.Bench.Corpora.Kinds;

/// <summary>
/// HL7 v2 messages as interfaces log them: on one line with a carriage return or the two characters \r between
/// segments,
/// after a prefix of the log, in a JSON string, or with a line for each segment.
/// </summary>
public sealed class Hl7Corpus(int seed) : ICorpus
{
    private readonly Cast _cast = new(seed);

    private Dice Dice => _cast.Dice;

    public IReadOnlyList<CorpusRecord> Draw()
    {
        int transport = Dice.Between(0, 9);
        bool lines = transport >= 8;
        // On lines of their own only the usual separators can be known.
        Hl7Separators signs = lines || Dice.Chance(0.75)
            ? Hl7Separators.Usual
            : Dice.Of<Hl7Separators>(Hl7Separators.Own);
        (string name, List<Marked> segments) = Message(signs);
        return transport switch
        {
            <= 2 => [new CorpusRecord(Marked.Join("\r", segments), $"hl7-{name}-cr", RecordForm.Hl7)],
            <= 4 => [new CorpusRecord(Marked.Join("\\r", segments), $"hl7-{name}-literal", RecordForm.Hl7)],
            <= 6 =>
            [
                new CorpusRecord(
                    $"{_cast.Decoys.Timestamp()} DEBUG received "
                        + $"{Marked.Join("\\r", segments)}", $"hl7-{name}-prefix", RecordForm.Hl7),
            ],
            7 =>
            [
                new CorpusRecord(
                    Json.Compact.Map(
                        ("time", Json.Compact.Text(_cast.Decoys.Timestamp())),
                        ("hl7", Json.Compact.Text(Marked.Join("\r", segments)))),
                    $"hl7-{name}-json",
                    RecordForm.Json),
            ],
            _ => [.. segments.Select(segment => new CorpusRecord(segment, $"hl7-{name}-lines", RecordForm.Hl7))],
        };
    }

    private (string Name, List<Marked> Segments) Message(Hl7Separators signs)
    {
        Person person = _cast.People.Next();
        var people = new Hl7People(_cast, signs);
        return Dice.Between(0, 4) switch
        {
            0 => ("a01",
                [
                    Header(signs, "ADT^A01"), Event(signs, "A01"), people.Pid(person), people.Nk1(_cast.People.Next()),
                        people.Pv1(),
                    people.Gt1(person), people.In1(person), people.In2(person),
                ]),
            1 => ("a08", [Header(signs, "ADT^A08"), Event(signs, "A08"), people.Pid(person), people.Pv1()]),
            2 => ("oru",
                [Header(signs, "ORU^R01"), people.Pid(person), people.Pv1(), .. Results(signs, person),
                    Note(signs, person)]),
            3 => ("dft", [Header(signs, "DFT^P03"), people.Pid(person), people.Pv1(), Charge(signs),
                people.Gt1(person)]),
            _ => ("vxu", [Header(signs, "VXU^V04"), people.Pid(person), people.Nk1(_cast.People.Next()), Shot(signs)]),
        };
    }

    private Marked Header(Hl7Separators signs, string type) => signs.Segment(
        "MSH",
        [
            (2, signs.Encoding), (3, "EPIC"), (4, "NORTHSIDE"), (5, "LAB"), (6, "HUB"),
                (7, Marked.Decoy("timestamp", Now())),
            (9, signs.Components([.. type.Split('^').Select(part => (Marked)part)])),
            (10, Marked.Decoy("control-id", Dice.Number(9))), (11, "P"), (12, "2.5.1"),
        ]);

    private Marked Event(Hl7Separators signs, string trigger) =>
        signs.Segment("EVN", [(1, trigger), (2, Marked.Decoy("timestamp", Now()))]);

    private IEnumerable<Marked> Results(Hl7Separators signs, Person person)
    {
        yield return signs.Segment(
            "OBR",
            [
                (1, "1"), (2, Marked.Decoy("order", "ORD" + Dice.Number(7))),
                    (4, signs.Components("24323-8", "CMP", "LN")),
                (7, Marked.Phi(PhiType.Date, Now(), Optional)),
            ]);
        yield return signs.Segment(
            "OBX",
            [
                (1, "1"), (2, "NM"), (3, signs.Components("2345-7", "GLUCOSE", "LN")),
                    (5, Marked.Phi("result", $"{Dice.Between(60, 240)}", Optional)),
                (6, "mg/dL"), (7, "70-99"), (11, "F"),
            ]);
        yield return signs.Segment(
            "OBX",
            [
                (1, "2"), (2, "TX"), (3, signs.Components("8251-1", "COMMENT", "LN")),
                (5, signs.Escaped($"Patient {Marked.Phi(PhiType.Name, person.FullName, Trigger)} fasted & rested")),
                (11, "F"),
            ]);
    }

    private Marked Note(Hl7Separators signs, Person person) => signs.Segment(
        "NTE",
        [
            (1, "1"), (2, "L"),
            (3, signs.Escaped($"Call {_cast.Forms.Phone(person.Mobile)} or {_cast.Forms.Email(person.Email)} soon")),
        ]);

    private Marked Charge(Hl7Separators signs) => signs.Segment(
        "FT1",
        [
            (1, "1"), (4, Marked.Phi(PhiType.Date, Now()[..8], Optional)), (6, "CG"),
                (7, Marked.Decoy("code", "99213")),
            (10, "1"), (11, _cast.Decoys.Amount()), (19, signs.Components(_cast.Decoys.Diagnosis(), "", "I10")),
        ]);

    private Marked Shot(Hl7Separators signs) => signs.Segment(
        "RXA",
        [
            (1, "0"), (2, "1"), (3, Marked.Phi(PhiType.Date, Now()[..8], Optional)),
                (5, signs.Components("141", "Influenza", "CVX")),
            (6, "0.5"), (7, "mL"), (15, Marked.Phi("lot", Dice.Letters(2) + Dice.Digits(5), Optional)),
            (17, signs.Components("PMC", "Sanofi", "MVX")),
        ]);

    private string Now() => _cast.Decoys.Tick().ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
}
