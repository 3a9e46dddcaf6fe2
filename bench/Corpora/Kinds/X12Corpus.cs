using System.Globalization;
using PhiLens.Bench.Corpora.Marking;
using PhiLens.Bench.Corpora.Numbers;
using PhiLens.Bench.Corpora.People;
using static PhiLens.Bench.Corpora.Marking.Expectation;

namespace PhiLens.Bench.Corpora.Kinds;

/// <summary>X12 interchanges, version 5010, one on each line: 270, 271, 276, 277, 278, 834, 835, 837.</summary>
public sealed class X12Corpus(int seed) : ICorpus
{
    private readonly Cast _cast = new(seed);

    private Dice Dice => _cast.Dice;

    public IReadOnlyList<CorpusRecord> Draw()
    {
        X12Separators signs = Dice.Of<X12Separators>(X12Separators.InUse);
        Person person = _cast.People.Next();
        string set = Dice.Of("270", "271", "276", "277", "278", "834", "835", "837");
        var loops = new X12Loops(_cast, signs);
        List<Marked> body = set switch
        {
            "270" or "271" => Eligibility(loops, signs, person, set),
            "276" or "277" => Status(loops, signs, person, set),
            "278" => [.. loops.Provider("1P"), .. loops.Subscriber(person), Service(signs)],
            "834" => Enrolment(loops, signs, person),
            "835" => Payment(loops, signs, person),
            _ => Claim(loops, signs, person),
        };
        Marked all = Marked.Join("", Envelope(signs, set, body));
        Marked line = Dice.Chance(0.3) ? $"{_cast.Decoys.Timestamp()} INFO outbound {all}" : all;
        return [new CorpusRecord(line, $"x12-{set}", RecordForm.X12)];
    }

    private List<Marked> Eligibility(X12Loops loops, X12Separators signs, Person person, string set)
    {
        List<Marked> body = [.. loops.Provider("1P"), Trace(signs), .. loops.Subscriber(person), Service(signs)];
        body.Add(set == "270" ? signs.Segment("EQ", "30") : signs.Segment("EB", "1", "FAM", "30", "PR", "GOLD PLAN"));
        return body;
    }

    private List<Marked> Status(X12Loops loops, X12Separators signs, Person person, string set)
    {
        List<Marked> body = [.. loops.Provider("41"), .. loops.Subscriber(person), Trace(signs)];
        body.Add(signs.Segment("REF", "EJ", Phi(PhiType.Account, signs.Clean(person.Account))));
        body.Add(set == "276"
            ? signs.Segment("AMT", "T3", _cast.Decoys.Amount())
            : signs.Segment("STC", signs.Components("A2", "20"), Marked.Decoy("day", Today()), "",
                _cast.Decoys.Amount()));
        return body;
    }

    private List<Marked> Enrolment(X12Loops loops, X12Separators signs, Person person) =>
    [
        signs.Segment("INS", "Y", "18", "021", "28", "A", "", "", "FT"),
        signs.Segment("REF", "0F", Phi(PhiType.Member, signs.Clean(person.Member))),
        signs.Segment("REF", "1L", Phi(PhiType.Member, Dice.Number(8))),
        .. loops.Person("IL", person, withId: true),
        signs.Segment(
            "PER", "IP", "", "HP", Phi(PhiType.Phone, person.Phone), "EM",
                Phi(PhiType.Email, signs.Clean(person.Email))),
        signs.Segment("HD", "021", "", "HLT", "GOLD", "FAM"),
        signs.Segment("DTP", "348", "D8", Marked.Phi(PhiType.Date, "20260101", Optional)),
    ];

    private List<Marked> Payment(X12Loops loops, X12Separators signs, Person person) =>
    [
        signs.Segment(
            "BPR", "I", _cast.Decoys.Amount(), "C", "CHK", "", "", "", "", "", "", "", "", "", "", "",
                Marked.Decoy("day", Today())),
        Trace(signs),
        signs.Segment(
            "CLP", Phi(PhiType.Account, signs.Clean(person.Account)), "1", _cast.Decoys.Amount(), _cast.Decoys.Amount(),
                "", "12",
            Marked.Phi("claim-control", Dice.Number(12), Optional)),
        .. loops.Person("QC", person, withId: true).Take(1),
        signs.Segment("SVC", signs.Components("HC", Marked.Decoy("code", "99213")), _cast.Decoys.Amount(),
            _cast.Decoys.Amount()),
    ];

    private List<Marked> Claim(X12Loops loops, X12Separators signs, Person person) =>
    [
        .. loops.Submitter(),
        .. loops.Provider("85"),
        signs.Segment("SBR", "P", "18", Marked.Phi("group", "GRP" + Dice.Number(5), Optional), "", "", "", "", "",
            "CI"),
        .. loops.Subscriber(person),
        .. Dice.Chance(0.4) ? loops.Person("QC", _cast.People.Next(), withId: false) : [],
        signs.Segment(
            "CLM", Phi(PhiType.Account, signs.Clean(person.Account)), _cast.Decoys.Amount(), "", "",
            signs.Components("11", "B", "1"), "Y", "A", "Y", "Y"),
        signs.Segment("HI", signs.Components("ABK", Marked.Decoy("icd", Dice.Of("E119", "I10", "J45909")))),
        signs.Segment("SV1", signs.Components("HC", Marked.Decoy("code", "99214")), _cast.Decoys.Amount(), "UN", "1"),
        Service(signs),
    ];

    private IEnumerable<Marked> Envelope(X12Separators signs, string set, List<Marked> body)
    {
        string control = Dice.Number(9);
        string time = _cast.Decoys.Tick().ToString("HHmm", CultureInfo.InvariantCulture);
        yield return signs.Segment(
            "ISA", "00", "          ", "00", "          ", "ZZ", "CLINICSYSTEM   ", "ZZ", "BLUEFIELD      ",
                Today()[2..], time,
            signs.Element == '^' ? "U" : "^", "00501", Marked.Decoy("control-id", control), "0", "P",
                signs.Component.ToString());
        yield return signs.Segment(
            "GS", "HC", "CLINICSYSTEM", "BLUEFIELD", Marked.Decoy("day", Today()), time, "1", "X", "005010X222A1");
        yield return signs.Segment("ST", set, "0001");
        yield return signs.Segment("BHT", "0019", "00", Marked.Decoy("order", Dice.Number(10)), Today(), time, "CH");
        foreach (Marked segment in body)
        {
            yield return segment;
        }

        yield return signs.Segment("SE", $"{body.Count + 3}", "0001");
        yield return signs.Segment("GE", "1", "1");
        yield return signs.Segment("IEA", "1", Marked.Decoy("control-id", control));
    }

    private Marked Trace(X12Separators signs) =>
        signs.Segment("TRN", "1", Marked.Phi("trace", Dice.Number(10), Optional), "9" + Dice.Digits(9));

    private Marked Service(X12Separators signs) => signs.Segment("DTP", "472", "D8", Marked.Phi(
        PhiType.Date,
        CorpusClock.Today.AddDays(-Dice.Between(1, 200)).ToString("yyyyMMdd", CultureInfo.InvariantCulture),
        Optional));

    private static Marked Phi(string type, string value) => Marked.Phi(type, value, Structured);

    private static string Today() => CorpusClock.Today.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
