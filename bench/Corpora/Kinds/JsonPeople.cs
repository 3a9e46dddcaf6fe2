using System.Globalization;
using PhiLens.Bench.Corpora.Marking;
using PhiLens.Bench.Corpora.Numbers;
using PhiLens.Bench.Corpora.People;
using static PhiLens.Bench.Corpora.Marking.Expectation;

namespace PhiLens.Bench.Corpora.Kinds;

/// <summary>A person's data as members of a JSON object, under the many names that programs give them.</summary>
public sealed class JsonPeople(Cast cast, Json json)
{
    private Dice Dice => cast.Dice;

    private Forms Forms => cast.Forms;

    /// <summary>Some of a person's data, in any order.</summary>
    public List<(Marked Key, Marked Value)> Members(Person person, string prefix)
    {
        List<(Marked, Marked)>[] groups =
            [Names(person), Numbers(person), Numbers(person), Contacts(person), Addresses(person), Times(person),
                Others(person)];
        int casing = Dice.Between(0, 4);
        IEnumerable<(Marked Key, Marked Value)> chosen = groups
            .Where(_ => Dice.Chance(0.55))
            .SelectMany(group => group)
            .DistinctBy(member => member.Item1.Render());
        return [.. chosen.Select(m => ((Marked)(prefix + Spelled(m.Key.Render(), casing, prefix)), m.Value))];
    }

    /// <summary>Ways to reach a person, one level deeper.</summary>
    public Marked Contact(Person person) => json.Map(
        [.. Contacts(person).DistinctBy(m => m.Item1.Render()),
            ("preferred", json.Text(Marked.Decoy("flag", "evening")))]);

    private List<(Marked, Marked)> Names(Person person) => Dice.Chance(0.4)
        ? [(Dice.Of("patientName", "fullName", "memberName", "subscriberName"), Text(PhiType.Name, person.FullName))]
        :
        [
            (Dice.Of("firstName", "givenName"), Text(PhiType.Name, person.Given)),
            (Dice.Of("lastName", "familyName", "surname"), Text(PhiType.Name, person.Family)),
        ];

    private List<(Marked, Marked)> Numbers(Person person) => Dice.Between(0, 8) switch
    {
        0 => [("ssn", Dice.Chance(0.5) ? json.Text(Forms.Ssn(person.Ssn)) : TextOrNumber(PhiType.Ssn, person.Ssn))],
        1 => [(Dice.Of("socialSecurityNumber", "patientSsn"), TextOrNumber(PhiType.Ssn, person.Ssn))],
        2 => [(Dice.Of("mrn", "medicalRecordNumber", "patientMrn"), TextOrNumber(PhiType.Mrn, person.Mrn))],
        3 => [(Dice.Of("memberId", "memberNumber", "subscriberId", "policyNumber"),
            TextOrNumber(PhiType.Member, person.Member))],
        4 => [(Dice.Of("accountNumber", "patientAccountNumber"), TextOrNumber(PhiType.Account, person.Account))],
        5 => [(Dice.Of("npi", "providerNpi", "npiNumber"), TextOrNumber(PhiType.Npi, OtherNumbers.Npi(Dice)))],
        6 => [(Dice.Of("mbi", "medicareId", "beneficiaryId"), json.Text(Forms.Mbi(person.Mbi)))],
        7 => [(Dice.Of("dea", "deaNumber"), Text(PhiType.Dea, OtherNumbers.Dea(Dice, person.Family[0])))],
        _ => [(Dice.Of("reference", "value", "input"), json.Text(Dice.Of(Forms.Itin(), Forms.Mbi(person.Mbi),
            Forms.Card())))],
    };

    private List<(Marked, Marked)> Contacts(Person person) =>
    [
        (Dice.Of("phone", "homePhone", "phoneNumber", "mobile", "cellPhone", "telephone"), Dice.Chance(0.15)
            ? Marked.Phi(PhiType.Phone, person.Phone, Keyed)
            : json.Text(Forms.PhoneByKey(person.Phone))),
        (Dice.Of("email", "emailAddress", "userName", "login", "contact"), json.Text(Forms.Email(person.Email))),
        .. Dice.Chance(0.2)
            ? new[] { ((Marked)Dice.Of("fax", "faxNumber"), json.Text(Forms.Fax(person.Mobile))) }
            : [],
    ];

    private List<(Marked, Marked)> Addresses(Person person)
    {
        List<(Marked, Marked)> lines =
        [
            (Dice.Of("street", "addressLine1", "streetAddress", "address1"), Text(PhiType.Street, person.Street)),
            ("city", Text(PhiType.City, person.City)),
            ("state", json.Text(Marked.Decoy("state", person.State))),
            (Dice.Of("zip", "zipCode", "postalCode"), Dice.Chance(0.2) && person.Zip[0] != '0'
                ? Marked.Phi(PhiType.Zip, person.Zip, Keyed)
                : json.Text(Forms.Zip(person.Zip))),
        ];
        return Dice.Chance(0.5) ? lines : [(Dice.Of("address", "homeAddress", "mailingAddress"), json.Map(lines))];
    }

    private List<(Marked, Marked)> Times(Person person) => Dice.Between(0, 3) switch
    {
        0 => [("age", Forms.Age(person.Age)), ("birthDate", json.Text(Forms.DateOfProgram(person.Birth)))],
        1 => [(Dice.Of("dob", "dateOfBirth", "birthDate", "patientDob"), json.Text(Forms.DateOfProgram(person.Birth)))],
        2 => [(Dice.Of("dob", "birthday"), Marked.Phi(
            PhiType.Date, person.Birth.ToString("yyyyMMdd", CultureInfo.InvariantCulture), Keyed))],
        _ =>
        [
            (Dice.Of("admitDate", "admissionDate", "dischargeDate"),
                json.Text(Forms.DateOfProgram(CorpusClock.Today.AddDays(-Dice.Between(1, 400))))),
        ],
    };

    private List<(Marked, Marked)> Others(Person person) => Dice.Between(0, 9) switch
    {
        0 => [(Dice.Of("driversLicense", "driverLicenseNumber"), Text(PhiType.License, PersonNumbers.License(Dice)))],
        1 => [(Dice.Of("passport", "passportNumber"), Text(PhiType.Passport, PersonNumbers.Passport(Dice)))],
        2 => [(Dice.Of("vin", "vehicle", "note"), json.Text(Forms.Vin()))],
        3 => [(Dice.Of("licensePlate", "plateNumber"), Text(PhiType.Plate, OtherNumbers.Plate(Dice)))],
        4 => [(Dice.Of("udi", "device", "implant"), json.Text(Forms.Udi()))],
        5 => [(Dice.Of("deviceSerial", "serialNumber"), Text(PhiType.Device, OtherNumbers.Serial(Dice)))],
        6 => [(Dice.Of("card", "pan", "payment"), json.Text(Forms.Card()))],
        7 => [(Dice.Of("iban", "payout"), json.Text(Forms.Iban()))],
        8 => [(Dice.Of("routingNumber", "abaRouting"), TextOrNumber(PhiType.Aba, OtherNumbers.Aba(Dice)))],
        _ => [(Dice.Of("password", "apiKey", "authToken", "clientSecret"), Text(PhiType.Secret, Secrets.Opaque(Dice)))],
    };

    private Marked Text(string type, string value) => json.Text(Marked.Phi(type, value, Keyed));

    /// <summary>A number without quotes now and then, where JSON allows it.</summary>
    private Marked TextOrNumber(string type, string value) =>
        value.All(char.IsAsciiDigit) && value[0] != '0' && Dice.Chance(0.4)
            ? Marked.Phi(type, value, Keyed)
            : Text(type, value);

    /// <summary>One name in the casing of its log.</summary>
    private static string Spelled(string camel, int casing, string prefix) => casing switch
    {
        _ when prefix is "member" => char.ToUpperInvariant(camel[0]) + camel[1..],
        0 => Parted(camel, '_'),
        1 => Parted(camel, '-'),
        2 => char.ToUpperInvariant(camel[0]) + camel[1..],
        3 when prefix is "" => Parted(camel, '_').ToUpperInvariant(),
        _ => camel,
    };

    private static string Parted(string camel, char separator) => string.Concat(
        camel.Select(c => char.IsAsciiLetterUpper(c) ? $"{separator}{char.ToLowerInvariant(c)}" : $"{c}"));
}
