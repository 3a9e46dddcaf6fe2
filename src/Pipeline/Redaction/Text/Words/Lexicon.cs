namespace PhiLens.Pipeline.Redaction.Text.Words;

/// <summary>
/// The words of the vocabulary, as they are written down: alternatives have a bar between them. A blank must not be one
/// of the first three characters.
/// </summary>
internal static class Lexicon
{
    /// <summary>Words that let detectors run which would do damage everywhere.</summary>
    internal static IEnumerable<(string Words, WordUse Uses, Hints Hints)> Words { get; } = Split(
    [
        ("ssn|social security number|social security|social sec|soc sec|ssnumber", WordUse.Context, Of(Detector.Ssn)),
        ("itin|taxpayer|tax id|tin", WordUse.Context, Of(Detector.Itin, Detector.Ssn)),
        ("mbi|medicare", WordUse.Context, Of(Detector.Mbi, Detector.Hicn)),
        ("hicn|hic number|hic no|health insurance claim", WordUse.Context, Of(Detector.Hicn)),
        ("npi|national provider|prescriber|rendering", WordUse.Context, Of(Detector.Npi)),
        ("dea", WordUse.Context, Of(Detector.Dea)),
        ("mrn|mrns|medical record number|medical record no|medical record|med rec|chart number|chart no|chart id|"
            + "patient id|patient number|patient no|patient identifier|pat id|patid|empi|emrn|hospital number|"
            + "record number", WordUse.Context, Of(Detector.Mrn)),
        ("account|acct|encounter|encounter id|encounter number|visit|visit number|visit id|csn|claim number|claim no|"
            + "claim id|account number|account no|account id|acct number|acct no|acct id|case number|"
            + "accession|accession number|prescription number|authorization number",
            WordUse.Context, Of(Detector.Account)),
        ("member id|member number|member no|subscriber id|subscriber number|subscriber no|policy|policy number|"
            + "policy no|policy id|beneficiary id|beneficiary number|insurance id|insurance number|medicaid|medicaid id|"
            + "health plan|health plan id|insured id|cardholder id|group number|group no|plan id",
            WordUse.Context, Of(Detector.Member)),
        ("phone|phone number|telephone|tel|fax|facsimile|mobile|cell|cellphone|call|callback|pager|contact number|"
            + "phones|home phone|work phone|telefax|dialed|sms", WordUse.Context, Of(Detector.Phone)),
        ("card|card number|credit card|debit card|pan|visa|mastercard|amex|discover", WordUse.Context, Of(Detector.Card)),
        ("routing|routing number|aba|bank account|checking|savings|iban|bank", WordUse.Context, Of(Detector.Bank)),
        ("vin", WordUse.Context, Of(Detector.Vin)),
        ("dob|date of birth|birth date|birthdate|birth|birthday|born|admit|admitted|admission|admit date|"
            + "admission date|discharge|discharged|discharge date|deceased|date of death|death date|death|dod|"
            + "date of service|dos|d.o.b", WordUse.Context, Of(Detector.Date)),
        ("age|aged", WordUse.Context, Of(Detector.Age)),
        ("zip|zipcode|zip code|postal|postal code|postalcode|postcode", WordUse.Context, Of(Detector.Zip)),
        ("license|licence|license number|license no|licence number|driver license|drivers license|driver's license|"
            + "driver licence|passport|passport number|passport no|dln|dl|lic", WordUse.Context, Of(Detector.License)),
        ("device serial|device serial number|serial number|serial no|udi|pacemaker|implant|device identifier",
            WordUse.Context, Of(Detector.Device)),
        ("patients|members|subscribers|persons|person|encounters|beneficiaries|claims|visits|coverage|appointments|"
            + "relatedperson|accounts|dependents|enrollees", WordUse.Path, Hints.None),
    ]);

    /// <summary>Words that lead to names, some of them to numbers as well.</summary>
    internal static IEnumerable<(string Words, WordUse Uses, Hints Hints)> People { get; } = Split(
    [
        ("dr|mr|mrs|ms|miss|prof", WordUse.Title, Hints.None),
        ("patient", WordUse.Person | WordUse.Path, Hints.None),
        ("member", WordUse.Person | WordUse.Path | WordUse.Context, Of(Detector.Member)),
        ("subscriber|beneficiary|insured|dependent|enrollee", WordUse.Person | WordUse.Path | WordUse.Context,
            Of(Detector.Member)),
        ("provider", WordUse.Person | WordUse.Context, Of(Detector.Npi)),
        ("contact", WordUse.Person | WordUse.Context, Of(Detector.Phone)),
        ("guarantor|spouse|mother|father|guardian|caregiver|physician|doctor|nurse|attending|surgeon|resident|husband|"
            + "wife|daughter|brother|sister|emergency contact|next of kin|clinician|practitioner|employee|client",
            WordUse.Person, Hints.None),
        ("patient name|full name|first name|last name|surname|maiden name|middle name|given name|family name|"
            + "member name|subscriber name|provider name|mother's maiden name|preferred name|legal name|signed by",
            WordUse.Person, Hints.None),
        ("name", WordUse.Named, Hints.None),
    ]);

    /// <summary>Words that lead to secrets or begin them, and what redaction wrote before.</summary>
    internal static IEnumerable<(string Words, WordUse Uses, Hints Hints)> Secrets { get; } = Split(
    [
        ("password|passwd|pwd|passphrase|passcode|secret|api key|apikey|access key|secret key|secret access key|"
            + "private key|client secret|aws secret access key|auth token|access token|refresh token|id token|"
            + "session token|security token|x-api-key|account key|shared access key|signing key|encryption key|token",
            WordUse.Secret, Hints.None),
        ("akia|asia|abia|acca|eyj|ghp|gho|ghu|ghs|ghr|github|glpat|xoxb|xoxp|xoxa|xoxs|sk|rk|aiza", WordUse.Token, Hints.None),
        ("bearer|basic", WordUse.Scheme, Hints.None),
        ("begin", WordUse.Pem, Hints.None),
        ("redacted", WordUse.Redacted, Hints.None),
        ("le1|lt1", WordUse.Redacted, Hints.None),
    ]);

    private static Hints Of(params ReadOnlySpan<Detector> detectors)
    {
        Hints hints = Hints.None;
        foreach (Detector detector in detectors)
        {
            hints |= Hints.Of(detector);
        }

        return hints;
    }

    private static IEnumerable<(string, WordUse, Hints)> Split(
        params (string Words, WordUse Uses, Hints Hints)[] rows) =>
        [.. rows.SelectMany(row => row.Words.Split('|').Select(word => (word, row.Uses, row.Hints)))];
}
