using System.Globalization;
using PhiLens.Bench.Corpora.Marking;
using PhiLens.Bench.Corpora.Numbers;
using PhiLens.Bench.Corpora.People;
using static PhiLens.Bench.Corpora.Marking.Expectation;

namespace PhiLens.Bench.Corpora.Kinds;

/// <summary>
/// Application logs in text: sentences, key=value, logfmt, .NET records, SQL, URLs, headers, XML, stack traces.
/// </summary>
public sealed class TextCorpus(int seed) : ICorpus
{
    private readonly Cast _cast = new(seed);

    private Dice Dice => _cast.Dice;

    private Forms Forms => _cast.Forms;

    private Decoys Decoys => _cast.Decoys;

    public IReadOnlyList<CorpusRecord> Draw()
    {
        Person person = _cast.People.Next();
        (string shape, Marked text) = Dice.Between(0, 11) switch
        {
            0 => ("logfmt", Logfmt(person)),
            1 => ("key-value", KeyValue(person)),
            2 => ("dotnet-record", DotnetRecord(person)),
            3 => ("sql", Sql(person)),
            4 => ("url", Url(person)),
            5 => ("header", Header()),
            6 => ("xml", Xml(person)),
            7 => ("stack", Stack(person)),
            _ => Sentence(person),
        };
        return [new CorpusRecord(text, $"text-{shape}", RecordForm.Text)];
    }

    private (string Shape, Marked Text) Sentence(Person person)
    {
        (string shape, Marked text) = new Sentences(_cast).Draw(person);
        return (shape, $"{Head()}{text}");
    }

    private Marked Head() => Dice.Between(0, 3) switch
    {
        0 => (Marked)($"{Decoys.Timestamp()} [{Dice.Between(1, 64)}] {Dice.Of("INFO", "WARN", "ERROR")} "
            + $"Clinic.Intake.Worker - "),
        1 => $"[{Decoys.Tick().ToString("HH:mm:ss", CultureInfo.InvariantCulture)} {Dice.Of("INF", "WRN", "ERR")}] ",
        2 => $"{Dice.Of("info", "warn", "fail")}: Clinic.Portal.Controllers[{Dice.Between(0, 40)}] ",
        _ => "",
    };

    private Marked Logfmt(Person person) =>
        $"ts={Decoys.Timestamp()} level=info svc=intake trace={Decoys.Hash()} "
        + $"patient_name=\"{Key(PhiType.Name, person.FullName).Encoded(Escapes.Quoted)}\" "
        + $"ssn={Forms.Ssn(person.Ssn, Keyed)} "
        + $"mrn={Key(PhiType.Mrn, person.Mrn)} dob={Key(PhiType.Date, Iso(person.Birth))} "
        + $"phone=\"{Forms.PhoneByKey(person.Phone)}\" "
        + $"zip={Forms.Zip(person.Zip)} status={Decoys.Status()} dur={Decoys.Duration()} order={Decoys.Order()}";

    private Marked KeyValue(Person person)
    {
        Marked[] pairs =
        [
            $"first_name={Key(PhiType.Name, person.Given)}",
            $"LastName: {Key(PhiType.Name, person.Family)}",
            $"ssn: {Key(PhiType.Ssn, person.Ssn)}",
            $"email={Forms.Email(person.Email)}",
            $"homePhone={Forms.PhoneByKey(person.Phone)}",
            $"memberId={Key(PhiType.Member, person.Member)}",
            $"npi={Key(PhiType.Npi, OtherNumbers.Npi(Dice))}",
            $"account_number={Key(PhiType.Account, person.Account)}",
            $"birthDate={Key(PhiType.Date, Iso(person.Birth))}",
            $"age={Forms.Age(person.Age)}",
            $"attempt={Decoys.Pid()}",
            $"build={Decoys.Version()}",
            $"correlation={Decoys.Uuid()}",
            $"total={Decoys.Amount()}",
        ];
        return $"{Head()}update {Marked.Join(Dice.Of(", ", "; ", " | "), pairs.Where(_ => Dice.Chance(0.5)))}";
    }

    private Marked DotnetRecord(Person person) =>
        $"{Head()}Handling {Dice.Of("Register", "Update")} Patient {{ Id = {Decoys.Uuid()}, "
        + $"Name = {Key(PhiType.Name, person.FullName)}, "
        + $"BirthDate = {Key(PhiType.Date, person.Birth.ToString("MM/dd/yyyy", CultureInfo.InvariantCulture))}, "
        + $"Ssn = {Key(PhiType.Ssn, person.Ssn)}, Email = {Forms.Email(person.Email)}, "
        + $"Phone = {Forms.PhoneByKey(person.Phone)}, Address = Address {{ "
        + $"Street = {Key(PhiType.Street, person.Street)}, "
        + $"City = {Key(PhiType.City, person.City)}, State = {person.State}, Zip = {Forms.Zip(person.Zip)} }}, "
        + $"Version = {Dice.Between(1, 90)} }}";

    private Marked Sql(Person person) => Dice.Between(0, 3) switch
    {
        0 => (Marked)($"Executed DbCommand ({Dice.Between(1, 90)}ms) "
            + $"[Parameters=[@ssn='{Key(PhiType.Ssn, person.Ssn)}' (Size = 9), "
            + $"@lastName='{Literal(PhiType.Name, person.Family)}' (Size = 100), @take='50'], CommandTimeout='30']"),
        1 => $"LOG:  execute S_4: SELECT * FROM patients WHERE mrn = '{Key(PhiType.Mrn, person.Mrn)}' AND dob = "
            + $"'{Key(PhiType.Date, Iso(person.Birth))}'",
        2 => $"UPDATE member SET email = '{Forms.Email(person.Email)}', phone = '{Forms.PhoneByKey(person.Phone)}' "
            + $"WHERE id = {Decoys.Order()}",
        _ => $"DETAIL:  Key (email)=({Forms.Email(person.Email)}) already exists. CONTEXT: COPY people, line "
            + $"{Decoys.Pid()}",
    };

    private Marked Url(Person person) => Dice.Between(0, 3) switch
    {
        0 => (Marked)($"{Decoys.Ip()} - - \"GET /api/patients/{Key(PhiType.RecordId, Dice.Number(7))}/labs"
            + $"?from={Decoys.Day()} HTTP/1.1\" {Decoys.Status()} {Decoys.Pid()}"),
        1 => $"GET https://portal.example.com/search?q={Marked.Phi(PhiType.Name, person.Family, Optional)}"
            + $"&ssn={Key(PhiType.Ssn, person.Ssn)}&dob={Key(PhiType.Date, Iso(person.Birth))}&page=2 -> "
            + $"{Decoys.Status()}",
        2 => $"POST /signup?email={Forms.Email(person.Email).Encoded(Escapes.Percent)}"
            + $"&phone={Forms.Phone(person.Phone, Keyed).Encoded(Escapes.Form)}&ref={Decoys.Uuid()}",
        _ => $"GET /orders/{Decoys.Order()}/items?limit=50&offset={Decoys.Pid()} {Decoys.Status()} {Decoys.Duration()}",
    };

    private Marked Header() => Dice.Between(0, 5) switch
    {
        0 => (Marked)$"Authorization: Bearer {Key(PhiType.Secret, Secrets.Opaque(Dice))}",
        1 => $"authorization: Basic {Key(PhiType.Secret, Secrets.Basic(Dice))} host: api.internal",
        2 => $"> Authorization: Bearer {Forms.Phi(PhiType.Secret, Secrets.Jwt(Dice), Bare)} > Accept: */*",
        3 => $"x-api-key: {Key(PhiType.Secret, Secrets.Opaque(Dice))} x-request-id: {Decoys.Uuid()}",
        4 => $"aws_secret_access_key={Key(PhiType.Secret, Secrets.AwsSecret(Dice))} "
            + $"aws_access_key_id={Forms.Phi(PhiType.Secret, Secrets.AwsKeyId(Dice), Bare)}",
        _ => $"User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/{Decoys.Version()} "
            + $"x-forwarded-for: {Decoys.Ip()} etag: \"{Decoys.Hash()}\"",
    };

    private Marked Xml(Person person) =>
        $"{Head()}<patient id=\"{Decoys.Uuid()}\"><firstName>{Xml(PhiType.Name, person.Given)}</firstName>"
        + $"<lastName>{Xml(PhiType.Name, person.Family)}</lastName><ssn>{Key(PhiType.Ssn, person.Ssn)}</ssn>"
        + $"<birthDate value=\"{Key(PhiType.Date, Iso(person.Birth))}\"/>"
        + $"<telecom phone=\"{Forms.Phone(person.Phone, Keyed)}\"/>"
        + $"<status code=\"{Decoys.Status()}\">active</status></patient>";

    private Marked Stack(Person person) => Dice.Between(0, 2) switch
    {
        0 => (Marked)($"System.FormatException: The input string '{Forms.Ssn(person.Ssn)}' was not in a correct "
            + $"format. at Clinic.Intake.Parse(String s) in /src/Intake/Parse.cs:line {Decoys.Pid()}"),
        1 => $"java.lang.IllegalStateException: no account for {Forms.Email(person.Email)}\\n\\tat "
            + $"org.clinic.Portal.login(Portal.java:{Decoys.Pid()})\\n\\tat "
            + $"java.base/java.lang.Thread.run(Thread.java:1583)",
        _ => $"ValueError: invalid MBI {Forms.Mbi(person.Mbi)} File \"/app/eligibility.py\", line {Decoys.Pid()}, in "
            + $"check raise ValueError(value) 0x{Decoys.Hash()}",
    };

    private static Marked Key(string type, string value) => Marked.Phi(type, value, Keyed);

    private static Marked Literal(string type, string value) => Key(type, value).Encoded(Escapes.Sql);

    private static Marked Xml(string type, string value) => Key(type, value).Encoded(Escapes.Xml);

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
