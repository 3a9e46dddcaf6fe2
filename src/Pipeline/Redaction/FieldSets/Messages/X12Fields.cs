namespace PhiLens.Pipeline.Redaction.FieldSets.Messages;

/// <summary>
/// The set <c>x12</c>: the elements of the transactions 270, 271, 276, 277, 278, 834, 835 and 837 (version 5010) that
/// identify patients, insured persons and employers. The names of every individual are erased; tax numbers of
/// providers, payers, organisations, service dates, codes and amounts stay. Every element that is not
/// here is scanned as text.
/// </summary>
internal static class X12Fields
{
    /// <summary>
    /// Parties on the patient's side: insured, patient, dependent, corrected and former insured, mail address,
    /// employer, responsible party, parents, spouse, guardian, legal representative, executor, key person, school, and
    /// where an ambulance picks up and drops off.
    /// </summary>
    private const string PatientSide = "IL+QC+03+74+70+31+36+QD+S3+S1+X4+EXS+GD+LR+E1+EI+9K+M8+PW+45";

    private const string ByParty = "[NM1=" + PatientSide + "+P5]";

    /// <summary>The entries.</summary>
    internal static IReadOnlyList<FieldSetEntry> Entries { get; } = new EntryList()
        .Erase("ssn", "NM1[08=34]-09", "REF[01=SY]-02")
        .Erase("npi", "NM1[08=XX]-09", "PRV[02=HPI]-03", "REF[01=HPI]-02")
        .Erase("member", "NM1[08=MI+II+MR+HN+C1+N+EI]-09", $"NM1[01={PatientSide}]-09")
        .Erase("name", "NM1[02=1]-03-07", "NM1[02=1]-12", $"NM1[01={PatientSide}]-03-07", $"NM1[01={PatientSide}]-12")
        .Erase("name", "N1[01=P5+36+IL+QC]-02", "N2" + ByParty + "-01-02", "PER-02", "SBR-04")
        .Erase("id", "N1[01=P5+36+IL+QC]-04")
        .Erase("address", "N3" + ByParty + "-01-02", "N4" + ByParty + "-01", "N4" + ByParty + "-06")
        .Zip("N4" + ByParty + "-03")
        .Erase("email", "PER[03=EM]-04", "PER[05=EM]-06", "PER[07=EM]-08")
        .Erase("phone", "PER-04", "PER-06", "PER-08")
        .Year("dob", "DMG-02")
        .Year("date", "DTP[01=435+096+439+484+360+361+314+297+296+454+431+453]-03", "INS-12")
        .Erase("mrn", "REF[01=EA]-02")
        .Erase("member", "REF[01=0F+1L+1W+6P+IG+F6+HJ+NQ+3H+23+ZZ+17+ABB+Q4+49+28+A6+60+Y4+4A]-02", "SBR-03")
        .Erase("account", "REF[01=EJ+D9+1K+F8+9F+G1+X9+BB+9A+9C+6R]-02", "CLM-01", "CLP-01", "CLP-07")
        .Erase("account", "TRN[01=2]-02", "PWK-06", "HCR-02")
        .Entries;
}
