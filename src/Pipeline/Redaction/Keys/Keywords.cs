namespace PhiLens.Pipeline.Redaction.Keys;

/// <summary>
/// Which detectors a word lets run on the value beside it. In the name of a field any words in a row count
/// (<c>homePhoneNumber</c> has <c>phone</c>); those of <see cref="Alone"/> only as the whole name, because
/// <c>maxAge</c> is no age. Words stand here in lower case and without gaps.
/// </summary>
internal static class Keywords
{
    /// <summary>The longest phrase, in words.</summary>
    internal const int MostWords = 4;

    /// <summary>Words that count wherever they stand in a name.</summary>
    internal static Dictionary<string, Hints> Anywhere { get; } = Read(
        ("ssn socialsecurity socsec ss ssa", [Detector.Ssn, Detector.Itin, Detector.Hicn]),
        ("itin taxid taxpayer tin", [Detector.Itin, Detector.Ssn]),
        ("mbi medicare beneficiary", [Detector.Mbi, Detector.Hicn]),
        ("hic hicn healthinsuranceclaim", [Detector.Hicn, Detector.Mbi]),
        ("npi providerid providernumber providernpi nationalprovider", [Detector.Npi]),
        ("dea prescriber", [Detector.Dea]),
        ("mrn medicalrecord medrec medicalrecordnumber chartnumber patientid patientnumber", [Detector.Mrn]),
        ("accountnumber accountno acct encounter visitnumber visitid csn claimnumber claimno", [Detector.Account]),
        ("memberid membernumber memberno subscriber policynumber policyno insuranceid", [Detector.Member]),
        ("groupnumber healthplan medicaid", [Detector.Member]),
        ("phone telephone tel mobile cell fax pager callback sms caller contactnumber phonenumber", [Detector.Phone]),
        ("email mail", [Detector.Email]),
        ("card creditcard cardnumber cc ccnum pan payment", [Detector.Card]),
        ("iban", [Detector.Iban]),
        ("routing aba bankaccount", [Detector.Bank]),
        ("vin vehicle", [Detector.Vin]),
        ("patientip memberip", [Detector.Ip]),
        ("dob birth birthdate birthday dateofbirth born", [Detector.Date]),
        ("admit admitted admission discharge discharged", [Detector.Date]),
        ("deceased death died appointment appt dateofservice", [Detector.Date]),
        ("zip zipcode postal postalcode postcode", [Detector.Zip]),
        ("driverlicense driverslicense driverlicence driverslicence licensenumber licenceno", [Detector.License]),
        ("licenseno licencenumber dl passport", [Detector.License]),
        ("udi deviceserial implant pacemaker deviceidentifier", [Detector.Device]),
        ("address addr street residence", [Detector.StreetAddress]),
        ("password passwd pwd passphrase secret token apikey credential credentials accesskey secretkey authorization",
            [Detector.Secret]));

    /// <summary>Words that count only as the whole name.</summary>
    internal static Dictionary<string, Hints> Alone { get; } = Read(
        ("age ageyears ageinyears patientage ageatvisit ageatadmission ageatdiagnosis", [Detector.Age]),
        ("serialnumber serialno", [Detector.Device]));

    private static Dictionary<string, Hints> Read(params (string Words, Detector[] Detectors)[] rows)
    {
        var table = new Dictionary<string, Hints>(StringComparer.Ordinal);
        foreach ((string words, Detector[] detectors) in rows)
        {
            Hints hints = Hints.None;
            foreach (Detector detector in detectors)
            {
                hints |= Hints.Of(detector);
            }

            foreach (string word in words.Split(' '))
            {
                table.Add(word, hints);
            }
        }

        return table;
    }
}
