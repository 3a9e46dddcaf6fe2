namespace PhiLens.Pipeline.Redaction.FieldSets;

/// <summary>
/// What a field of a set holds. Each kind has a label and an action of its own; the earlier one wins where two claim
/// the same value, so the narrow ones come first: a ZIP code within an address keeps three digits.
/// </summary>
internal enum FieldKind
{
    /// <summary>Password, token, key.</summary>
    Secret,

    /// <summary>Social security number.</summary>
    Ssn,

    /// <summary>Taxpayer identification number.</summary>
    TaxId,

    /// <summary>Medical record number.</summary>
    Mrn,

    /// <summary>Health plan member, subscriber, policy or Medicare number.</summary>
    Member,

    /// <summary>Account, encounter, visit, claim, prescription or specimen number.</summary>
    Account,

    /// <summary>National provider identifier.</summary>
    Npi,

    /// <summary>Drug Enforcement Administration number.</summary>
    Dea,

    /// <summary>Driver licence, passport, certificate number.</summary>
    License,

    /// <summary>Payment card.</summary>
    Card,

    /// <summary>Bank account.</summary>
    Bank,

    /// <summary>Vehicle identifier or plate.</summary>
    Vehicle,

    /// <summary>Device identifier or serial number.</summary>
    Device,

    /// <summary>Fingerprint, voice print and the like.</summary>
    Biometric,

    /// <summary>Photograph, or where one is found.</summary>
    Photo,

    /// <summary>Date of birth.</summary>
    Dob,

    /// <summary>Date of death, admission, discharge or another event of a person's care.</summary>
    Date,

    /// <summary>Age in years.</summary>
    Age,

    /// <summary>ZIP code.</summary>
    Zip,

    /// <summary>E-mail address.</summary>
    Email,

    /// <summary>Fax number.</summary>
    Fax,

    /// <summary>Phone number.</summary>
    Phone,

    /// <summary>A person's IP address.</summary>
    Ip,

    /// <summary>A person's web address.</summary>
    Url,

    /// <summary>Name of a person, a relative or an employer.</summary>
    Name,

    /// <summary>Street, city, county, or the whole address.</summary>
    Address,

    /// <summary>Another number or code that stands for a person.</summary>
    Id,

    /// <summary>A note in free text.</summary>
    Note,

    /// <summary>How many there are; not a kind.</summary>
    Count,
}
