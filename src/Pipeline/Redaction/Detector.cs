namespace PhiLens.Pipeline.Redaction;

/// <summary>
/// The kinds of values that are found by their form. A policy names them in lower case with hyphens, as
/// <c>street-address</c>. Which need a key or a keyword beside them says the table in docs/redaction.md.
/// </summary>
internal enum Detector
{
    /// <summary>US social security number.</summary>
    Ssn,

    /// <summary>US individual taxpayer identification number.</summary>
    Itin,

    /// <summary>Medicare beneficiary identifier.</summary>
    Mbi,

    /// <summary>Health insurance claim number, which came before the MBI.</summary>
    Hicn,

    /// <summary>National provider identifier.</summary>
    Npi,

    /// <summary>Drug Enforcement Administration number.</summary>
    Dea,

    /// <summary>Medical record number.</summary>
    Mrn,

    /// <summary>Account, encounter, visit and claim numbers.</summary>
    Account,

    /// <summary>Health plan member, subscriber, policy and group numbers.</summary>
    Member,

    /// <summary>US phone number, fax included.</summary>
    Phone,

    /// <summary>E-mail address.</summary>
    Email,

    /// <summary>Payment card number.</summary>
    Card,

    /// <summary>International bank account number.</summary>
    Iban,

    /// <summary>ABA routing number, and bank account number.</summary>
    Bank,

    /// <summary>Vehicle identification number.</summary>
    Vin,

    /// <summary>IPv4 or IPv6 address that is not private.</summary>
    Ip,

    /// <summary>Parts of a URL that identify: values of its query, identifiers in its path, user information.</summary>
    Url,

    /// <summary>Date of birth, death, admission or discharge.</summary>
    Date,

    /// <summary>Age in years.</summary>
    Age,

    /// <summary>ZIP code.</summary>
    Zip,

    /// <summary>Driver licence, passport and other licence numbers.</summary>
    License,

    /// <summary>Unique device identifier and device serial numbers.</summary>
    Device,

    /// <summary>Number, name and suffix of a street.</summary>
    StreetAddress,

    /// <summary>A person's name after a trigger such as <c>patient</c> or <c>Dr.</c></summary>
    Name,

    /// <summary>Keys, tokens and passwords that open other systems.</summary>
    Secret,

    /// <summary>How many there are; not a detector.</summary>
    Count,
}
