namespace PhiLens.Pipeline.Redaction.FieldSets.Messages;

/// <summary>
/// The set <c>hl7-v2</c>: the fields of HL7 version 2.5.1 that identify a patient, relatives, insured persons and
/// employers, by the data types of chapter 2A. Names of providers are erased as well, as those of every individual;
/// their numbers stay (an NPI is public and not the patient's), and so do organisations, units, order numbers, codes,
/// observation and message times. Every field that is not here is scanned as text, Z segments too.
/// </summary>
internal static class Hl7Fields
{
    /// <summary>Identifiers in the first component; authority and type stay (CX).</summary>
    private const string Id = ".1";

    /// <summary>Family, given and middle name, suffix, prefix, degree (XPN); use and format codes stay.</summary>
    private const string Person = ".1-6";

    /// <summary>A number in the first component, then family, given and middle name and suffix (XCN).</summary>
    private const string Provider = ".2-5";

    private static readonly string[] People =
    [
        "PID-5", "PID-6", "PID-9", "NK1-2", "NK1-26", "NK1-30", "GT1-3", "GT1-4", "GT1-16", "GT1-42", "GT1-45",
        "IN1-16", "IN2-7", "IN2-9", "IN2-40", "IN2-49", "IN2-52", "MRG-7", "PRD-2", "CTD-2", "STF-3", "IN1-6",
    ];

    private static readonly string[] Providers =
    [
        "PD1-4", "PV1-7", "PV1-8", "PV1-9", "PV1-17", "PV1-52", "PV2-13", "EVN-5", "OBR-10", "OBR-16", "OBX-16",
        "OBX-25", "ORC-10", "ORC-11", "ORC-12", "ORC-19", "DG1-16", "PR1-8", "PR1-11", "PR1-12", "FT1-20", "FT1-21",
        "FT1-24", "ROL-4", "PRT-5", "SCH-12", "SCH-16", "SCH-20", "AIP-3", "RXA-10", "RXE-13", "RXE-14", "TXA-5",
        "TXA-9", "TXA-10", "TXA-11", "ACC-7", "IN3-3", "IN3-14", "IN2-3", "IAM-14", "RXD-10", "RXO-14", "OBR-28",
    ];

    private static readonly string[] Addresses =
    [
        "PID-11", "NK1-4", "NK1-32", "GT1-5", "GT1-17", "IN1-19", "IN1-44", "ACC-11", "PRT-14", "ROL-11", "CTD-3",
        "STF-11", "SCH-14",
    ];

    private static readonly string[] Phones =
    [
        "PID-13", "PID-14", "PID-40", "NK1-5", "NK1-6", "NK1-31", "GT1-6", "GT1-7", "GT1-18", "GT1-46", "IN2-50",
        "IN2-53", "IN2-63", "IN2-64", "PRT-15", "ROL-12", "CTD-5", "STF-10", "SCH-13", "SCH-17", "IN1-7",
    ];

    /// <summary>The entries.</summary>
    internal static IReadOnlyList<FieldSetEntry> Entries { get; } = Build();

    private static IReadOnlyList<FieldSetEntry> Build()
    {
        var list = new EntryList();
        AddNumbers(list);
        AddDates(list);
        foreach (string field in People)
        {
            list.Erase("name", field + Person, field + ".14");
        }

        foreach (string field in Providers)
        {
            list.Erase("name", field + Provider);
        }

        // The name stands in a component of its own (NDL), with the number and the names as subcomponents.
        list.Erase("name", "OBR-32.1", "OBR-33.1", "OBR-34.1", "OBR-35.1");
        list.Erase("name", "NK1-13.1", "IN1-9.1", "IN1-11.1", "GT1-21.1", "GT1-51.1", "IN2-4", "IN2-69.1", "IN2-70.1")
            .Erase("name", "QRD-8.2-5", "ACC-9", "QPD-3.2");
        foreach (string field in Addresses)
        {
            // Street, other designation, city; county and census tract. State (4) and country (6) stay.
            list.Erase("address", field + ".1-3", field + ".8-10").Zip(field + ".5");
        }

        list.Erase("address", "PID-12", "PID-23", "ACC-3", "GT1-56", "IN1-52", "NK1-38");
        foreach (string field in Phones)
        {
            // Number; address for e-mail; area code, number, extension and text; the whole again since version 2.7.
            list.Erase("phone", field + ".1", field + ".6-9", field + ".12").Erase("email", field + ".4");
        }

        list.Erase("email", "STF-15");
        return list.Entries;
    }

    private static void AddNumbers(EntryList list) => list
        .Erase("ssn", "PID-19", "NK1-37", "GT1-12", "IN2-2")
        .Erase("mrn", "PID-2" + Id, "PID-3" + Id, "PID-4" + Id, "PID-21" + Id, "MRG-1" + Id, "MRG-2" + Id)
        .Erase("mrn", "MRG-4" + Id, "NK1-33" + Id, "QRD-8" + Id, "QPD-3" + Id, "CSR-4" + Id, "CSR-5" + Id)
        .Erase("account", "PID-18" + Id, "PV1-5" + Id, "PV1-19" + Id, "PV1-50" + Id, "MRG-3" + Id, "MRG-5" + Id)
        .Erase("account", "MRG-6" + Id, "GT1-2" + Id, "FT1-2" + Id, "IN1-14" + Id, "IN3-2" + Id, "RF1-6" + Id)
        .Erase("account", "IN2-8" + Id, "RF1-11" + Id, "ARQ-1" + Id, "ACC-13" + Id)
        .Erase("member", "IN1-8", "IN1-10" + Id, "IN1-36", "IN1-49" + Id, "IN2-6", "IN2-26" + Id, "IN2-61" + Id)
        .Erase("id", "NK1-12" + Id, "GT1-19" + Id, "GT1-29" + Id, "IN2-1" + Id, "IN2-10", "STF-2" + Id)
        .Erase("license", "PID-20" + Id, "STF-22" + Id)
        .Erase("device", "OBX-18" + Id, "PRT-10" + Id, "PRT-16" + Id, "PRT-20", "PRT-21");

    private static void AddDates(EntryList list) => list
        .Year("dob", "PID-7", "NK1-16", "GT1-8", "IN1-18", "STF-6")
        .Year("date", "PID-29", "GT1-24", "PV1-44", "PV1-45", "PV2-8", "PV2-9", "ACC-1");
}
