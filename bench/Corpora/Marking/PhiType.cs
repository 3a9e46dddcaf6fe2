namespace PhiLens.Bench.Corpora.Marking;

/// <summary>The types of PHI that corpora hold, by the names that truth files use.</summary>
public static class PhiType
{
    public const string Ssn = "ssn";
    public const string Itin = "itin";
    public const string Mbi = "mbi";
    public const string Hicn = "hicn";
    public const string Npi = "npi";
    public const string Dea = "dea";
    public const string Mrn = "mrn";
    public const string Account = "account";
    public const string Member = "member";
    public const string Phone = "phone";
    public const string Fax = "fax";
    public const string Email = "email";
    public const string Card = "card";
    public const string Iban = "iban";
    public const string Aba = "aba";
    public const string Vin = "vin";
    public const string Plate = "plate";
    public const string Date = "date";
    public const string Age = "age";
    public const string Zip = "zip";
    public const string Street = "street";
    public const string City = "city";
    public const string Name = "name";
    public const string License = "license";
    public const string Passport = "passport";
    public const string Udi = "udi";
    public const string Device = "device";
    public const string RecordId = "record-id";
    public const string Secret = "secret";
    public const string Image = "image";

    /// <summary>Types whose values carry a check digit: whatever finds them can be sure.</summary>
    public static readonly IReadOnlySet<string> Checked = new HashSet<string> { Npi, Dea, Card, Iban, Aba, Vin, Udi };

    /// <summary>Types that are found by their form alone, wherever they are written with their separators.</summary>
    public static readonly IReadOnlySet<string> Bare =
        new HashSet<string> { Ssn, Itin, Mbi, Phone, Email, Card, Iban, Vin, Udi, Secret };
}
