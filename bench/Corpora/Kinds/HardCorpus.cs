using PhiLens.Bench.Corpora.Marking;
using PhiLens.Bench.Corpora.Numbers;
using PhiLens.Bench.Corpora.People;
using static PhiLens.Bench.Corpora.Marking.Expectation;

namespace PhiLens.Bench.Corpora.Kinds;

/// <summary>
/// What redactors are not tested with: escapes, foreign digits, invisible characters, PHI in keys, broken text.
/// </summary>
public sealed class HardCorpus(int seed) : ICorpus
{
    private const int LongLine = 48 * 1024;

    private readonly Cast _cast = new(seed);

    private Dice Dice => _cast.Dice;

    private Forms Forms => _cast.Forms;

    private Decoys Decoys => _cast.Decoys;

    private static Json Json => Json.Compact;

    public IReadOnlyList<CorpusRecord> Draw()
    {
        Person person = _cast.People.Next();
        CorpusRecord record = Dice.Between(0, 4) switch
        {
            0 => Escaped(person),
            1 => Disguised(person),
            2 => InJson(person),
            3 => Crowded(person),
            _ => Broken(person),
        };
        return [record];
    }

    private CorpusRecord Escaped(Person person) => Dice.Between(0, 6) switch
    {
        0 => JsonRecord("unicode-escape", ("note", Quoted(Bare(person).Encoded(Escapes.AllUnicode)))),
        1 => JsonRecord("unicode-at", ("msg", Quoted($"sent to {Email(person).Encoded(At("\\u0040"))} ok"))),
        2 => Text("percent", $"GET /find?q={Bare(person).Encoded(Escapes.Percent)}&page=3 {Decoys.Status()}"),
        3 => Text("percent-at", $"login u={Email(person).Encoded(At("%40"))} from {Decoys.Ip()}"),
        4 => Text("percent-twice", $"redirect=%2Fnext%3Fu%3D{Email(person).Encoded(At("%2540"))}%26v%3D2"),
        5 => Text("html", $"<td>{Email(person).Encoded(At(Reference()))}</td><td>{Decoys.Money()}</td>"),
        _ => Text("html-text", $"<li>{Forms.Phone(person.Phone).Encoded(Escapes.Html)}</li><li>{Decoys.Order()}</li>"),
    };

    private CorpusRecord Disguised(Person person)
    {
        string ssn = Dashed(person.Ssn);
        string phone = $"{person.Phone[..3]}-{person.Phone[3..6]}-{person.Phone[6..]}";
        (string shape, Marked value) = Dice.Between(0, 7) switch
        {
            0 => ("full-width", Disguise(PhiType.Ssn, ssn, c => Shifted(c, '０'))),
            1 => ("arabic-indic", Disguise(PhiType.Ssn, ssn, c => Shifted(c, '٠'))),
            2 => ("zero-width", Disguise(PhiType.Ssn, ssn, c => c == '-' ? "-\u200b" : $"{c}")),
            3 => ("zero-width-joiner", Disguise(PhiType.Ssn, ssn, c => c == '-' ? "\u200d-" : $"{c}")),
            4 => ("soft-hyphen", Disguise(PhiType.Ssn, ssn, c => c == '-' ? "-\u00ad" : $"{c}")),
            5 => ("no-break-space", Disguise(PhiType.Ssn, ssn, c => c == '-' ? "\u00a0" : $"{c}")),
            6 =>
                ("en-dash", Disguise(PhiType.Ssn, ssn, c => c == '-' ? Dice.Of("\u2013", "\u2011", "\u2010") : $"{c}")),
            _ => ("phone-en-dash", Disguise(PhiType.Phone, phone, c => c == '-' ? "\u2013" : $"{c}")),
        };
        return Dice.Chance(0.5)
            ? Text(shape, $"{Decoys.Timestamp()} checked {value} against {Decoys.Uuid()}")
            : JsonRecord(shape, ("id", Quoted(Decoys.Uuid())), ("input", Json.Text(value)));
    }

    private CorpusRecord InJson(Person person) => Dice.Between(0, 7) switch
    {
        0 => JsonRecord("key", (Forms.Ssn(person.Ssn), Json.Map(("status", Quoted("ok")), ("code", Decoys.Status())))),
        1 => JsonRecord("key-email", ("byUser", Json.Map((Forms.Email(person.Email), Decoys.Pid())))),
        2 => JsonRecord("number", ("ssn", Key(PhiType.Ssn, person.Ssn)), ("order", Decoys.Pid())),
        3 => JsonRecord("number-card", ("values", Json.List([Marked.Phi(PhiType.Card, OtherNumbers.Card(Dice),
            Expectation.Bare), Decoys.Amount()]))),
        4 => JsonRecord("mixed-case-key", ("PaTiEnT_SsN", Json.Text(Key(PhiType.Ssn, person.Ssn)))),
        5 => JsonRecord("string-4", ("a", Deep(person, 4))),
        6 => JsonRecord("deep", ("root", Nested(person, 40))),
        _ => JsonRecord("base64", ("payload", Json.Text(Encoded(person)))),
    };

    private CorpusRecord Crowded(Person person) => Dice.Between(0, 7) switch
    {
        0 => Text("mailto", $"mailto:{Email(person)}?cc={Email(_cast.People.Next())}&subject=visit"),
        1 => Text("tel", $"<a href=\"tel:{Forms.Phone(person.Phone)}\">call</a>"),
        2 => Text("adjoining", $"{Forms.Ssn(person.Ssn)},{Forms.Phone(person.Phone)},{Email(person)},"
            + $"{Forms.Mbi(person.Mbi)},{Decoys.Amount()}"),
        3 => Text("wrapped", $"({Forms.Ssn(person.Ssn)}) [{Forms.Mbi(person.Mbi)}] '{Email(person)}'; "
            + $"{Decoys.Version()}"),
        4 => Text("end-of-sentence", $"The number is {Forms.Ssn(person.Ssn)}. The address is {Email(person)}."),
        5 => Text("pair", $"pair={Forms.Ssn(person.Ssn, Keyed)}/{Forms.Ssn(PersonNumbers.SsnAsNumber(Dice), Keyed)} "
            + $"n={Decoys.EpochSeconds()}"),
        6 => Text("marked-before", $"ssn={Marked.Decoy("mark", "[REDACTED:ssn]")} "
            + $"phone={Forms.Phone(person.Phone, Keyed)} {Decoys.Hash()}"),
        _ => Text("twice", $"to={Email(person)} next=/u?e={Email(person).Encoded(Escapes.Percent)} {Decoys.Uuid()}"),
    };

    private CorpusRecord Broken(Person person) => Dice.Between(0, 5) switch
    {
        0 => Text("truncated-json", $"{{\"id\":\"{Decoys.Uuid()}\",\"patient\":{{"
            + $"\"ssn\":\"{Forms.Ssn(person.Ssn)}\",\"email\":\"{Email(person)}\",\"na"),
        1 => Text("not-json", $"{{\"mrn\": {Key(PhiType.Mrn, person.Mrn)}, 'phone': '{Forms.Phone(person.Phone)}', "
            + $"oops}} {Decoys.Order()}"),
        2 => Text("not-utf8", $"caf{RawBytes.StandIn(0xE9).ToString()} guest {Forms.Ssn(person.Ssn)} "
            + $"{RawBytes.StandIn(0xFF).ToString()} {Decoys.Uuid()}"),
        3 => Text("backtracking", $"{Marked.Decoy("filler", new string('a', 3000))} "
            + $"{Marked.Decoy("filler", new string('1', 2000))} {Email(person)}"),
        4 => Dice.Chance(0.1)
            ? Text("long", $"{Marked.Decoy("filler", Filler())} {Forms.Ssn(person.Ssn)} "
                + $"{Marked.Decoy("filler", Filler())}")
            : Text("control", $"\u001b[31m{Forms.Ssn(person.Ssn)}\u001b[0m \t{Email(person)}\u0007 {Decoys.Uuid()}"),
        _ => Text("half-hl7", $"PID|1||{Key(PhiType.Mrn, person.Mrn).Expecting(Structured)}^^^HOSP^MR||"
            + $"{Key(PhiType.Name, person.Family).Expecting(Structured)}^"),
    };

    private Marked Bare(Person person) =>
        Dice.Of(Forms.Ssn(person.Ssn), Email(person), Forms.Phone(person.Phone), Forms.Mbi(person.Mbi));

    private string Reference() => Dice.Of("&#64;", "&#x40;", "&commat;");

    private static Marked Email(Person person) => Marked.Phi(PhiType.Email, person.Email, Expectation.Bare);

    /// <summary>A document in a string in a string; the innermost one holds the value.</summary>
    private Marked Deep(Person person, int depth)
    {
        Marked document = Json.Map(("ssn", Json.Text(Key(PhiType.Ssn, person.Ssn))),
            ("email", Json.Text(Email(person))));
        for (int level = 1; level < depth; level++)
        {
            document = Json.Map(("p", Json.Text(document)), ("seq", Decoys.Pid()));
        }

        return Json.Text(document);
    }

    private static Marked Nested(Person person, int depth)
    {
        Marked value = Json.Map(("dob", Json.Text(Key(PhiType.Date, $"{person.Birth:yyyy-MM-dd}"))));
        for (int level = 0; level < depth; level++)
        {
            value = level % 2 == 0 ? Json.List([value]) : Json.Map(("n", value));
        }

        return value;
    }

    private static Marked Encoded(Person person)
    {
        string document = $$"""{"ssn":"{{Dashed(person.Ssn)}}","email":"{{person.Email}}"}""";
        string encoded = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(document));
        return Marked.Phi(PhiType.Ssn, encoded, Base64, Dashed(person.Ssn));
    }

    private static CorpusRecord Text(string shape, Marked text) => new(text, $"hard-{shape}", RecordForm.Text);

    private CorpusRecord JsonRecord(string shape, params IEnumerable<(Marked, Marked)> members) => new(
        Json.Map([("time", Json.Text(Decoys.Timestamp())), .. members]), $"hard-{shape}", RecordForm.Json);

    /// <summary>A JSON string whose inside is escaped already.</summary>
    private static Marked Quoted(Marked inside) => $"\"{inside}\"";

    private static Marked Key(string type, string value) => Marked.Phi(type, value, Keyed);

    private static Marked Disguise(string type, string value, Func<char, string> disguise) =>
        Marked.Phi(type, string.Concat(value.Select(disguise)), Expectation.Bare, value);

    private static string Shifted(char c, char zero) => char.IsAsciiDigit(c) ? $"{(char)(zero + c - '0')}" : $"{c}";

    private static Func<string, string> At(string sign) => text => text.Replace("@", sign, StringComparison.Ordinal);

    private string Filler() =>
        string.Join(' ', Enumerable.Range(0, LongLine / 10).Select(_ => Dice.From("bcdfghjklmnp", 9)));

    private static string Dashed(string nine) => $"{nine[..3]}-{nine[3..5]}-{nine[5..]}";
}
