using Bogus;
using PhiLens.Bench.Corpora.Numbers;

namespace PhiLens.Bench.Corpora.People;

/// <summary>Makes people up, with names and addresses from Bogus and numbers from here.</summary>
public sealed class Population
{
    /// <summary>Names that are ordinary words of logs too: a reader could not say whether they stayed.</summary>
    private static readonly HashSet<string> Ambiguous = new(StringComparer.OrdinalIgnoreCase)
    {
        "Art", "Bill", "Christian", "Domain", "Grant", "Hill", "Hope", "King", "Mark", "Max", "May", "Mills", "Pat",
            "Price",
        "Rose", "Stark", "Stone", "Sunday", "Table", "Url", "Val", "Van", "Ward", "Web", "Will", "Post", "Ok", "Test",
    };

    private readonly Dice _dice;
    private readonly Faker _faker;

    public Population(Dice dice)
    {
        _dice = dice;
        _faker = new Faker("en") { Random = dice.Source };
    }

    public Person Next()
    {
        bool female = _dice.Chance(0.5);
        Bogus.DataSets.Name.Gender gender =
            female ? Bogus.DataSets.Name.Gender.Female : Bogus.DataSets.Name.Gender.Male;
        string given = Draw(() => _faker.Name.FirstName(gender));
        string family = Family();
        return new Person
        {
            Given = given,
            Middle = Draw(() => _faker.Name.FirstName(gender)),
            Family = family,
            MaidenName = Family(),
            IsFemale = female,
            Birth = Birth(),
            Ssn = PersonNumbers.SsnAsNumber(_dice),
            Mbi = PersonNumbers.Mbi(_dice),
            Mrn = PersonNumbers.Mrn(_dice),
            Account = PersonNumbers.Account(_dice),
            Member = PersonNumbers.Member(_dice),
            Phone = PersonNumbers.Phone(_dice),
            Mobile = PersonNumbers.Phone(_dice),
            Email = Email(given, family),
            Street = Street(),
            City = Draw(_faker.Address.City),
            State = _faker.Address.StateAbbr(),
            Zip = _faker.Address.ZipCode("#####"),
        };
    }

    /// <summary>Somebody who treats: a name, without more.</summary>
    public string Clinician() => $"{Draw(() => _faker.Name.FirstName())} {Family()}";

    /// <summary>Every tenth is over 89, whose ages are PHI.</summary>
    private DateOnly Birth() => CorpusClock.Today.AddDays(
        -(_dice.Chance(0.1) ? _dice.Between(33_000, 37_500) : _dice.Between(30, 32_500)));

    private string Family()
    {
        string name = Draw(() => _faker.Name.LastName());
        return _dice.Chance(0.08) ? $"{name}-{Draw(() => _faker.Name.LastName())}" : name;
    }

    private string Email(string given, string family)
    {
        string first = Ascii(given);
        string last = Ascii(family);
        string local = _dice.Of(
            $"{first}.{last}", $"{first[0]}{last}", $"{first}_{last}{_dice.Digits(2)}", $"{last}{_dice.Digits(4)}",
            $"{first}+clinic", $"{first}.{last}-{_dice.Digits(2)}");
        string domain = _dice.Of(
            "gmail.com", "yahoo.com", "outlook.com", "example.org", "mail.example.co.uk", "icloud.com", "aol.com",
            "clinic-mail.example.net", "proton.me", "students.example.edu");
        return $"{local}@{domain}";
    }

    private string Street()
    {
        string name = Draw(() => _faker.Name.LastName());
        string suffix = _dice.Of("St", "Street", "Ave", "Avenue", "Rd", "Road", "Blvd", "Dr", "Lane", "Ct", "Way",
            "Pkwy");
        string number = _dice.Number(_dice.Between(2, 5));
        int door = _dice.Between(1, 199);
        string unit = _dice.Of("", "", "", $" Apt {door}", $" Suite {door}", $" #{door}");
        return $"{number} {_dice.Of("", "", "N ", "SW ")}{name} {suffix}{unit}";
    }

    private static string Draw(Func<string> draw)
    {
        string word = draw();
        while (Ambiguous.Contains(word) || word.Length < 3)
        {
            word = draw();
        }

        return word;
    }

    private static string Ascii(string name) =>
        string.Concat(name.Where(char.IsAsciiLetter)).ToLowerInvariant();
}
