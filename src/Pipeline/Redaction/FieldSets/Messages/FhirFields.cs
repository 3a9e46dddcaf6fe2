namespace PhiLens.Pipeline.Redaction.FieldSets.Messages;

/// <summary>
/// The set <c>fhir-r4</c>: elements of FHIR resources, by the last names of their path, which hold at any depth, in
/// bundles and contained resources too. They follow the data types: HumanName, Address, ContactPoint, Identifier,
/// Reference, Attachment, Narrative, Age, and Period where it says when somebody was in care. Codes, systems, units,
/// statuses, uses, states, countries, <c>meta</c> and clinical times stay, and so does every <c>display</c> but that of
/// a reference to a person. Text such as <c>valueString</c> and <c>note.text</c> is scanned.
/// </summary>
internal static class FhirFields
{
    /// <summary>Elements that refer to patients, relatives and those who act for or upon them.</summary>
    private static readonly string[] People =
    [
        "subject", "patient", "beneficiary", "subscriber", "policyHolder", "individual", "performer", "practitioner",
        "requester", "author", "recorder", "asserter", "actor", "informationSource", "sender", "recipient", "party",
        "enterer", "provider", "generalPractitioner", "other", "target", "attester", "who", "member", "onBehalfOf",
        "owner", "responsible", "participant", "receiver", "collector", "administrator", "interpreter", "candidate",
        "resultsInterpreter", "reporter", "subjectReference", "authorReference",
    ];

    /// <summary>Elements whose references lead to the patient's own record.</summary>
    private static readonly string[] PatientSide =
    [
        "subject", "patient", "beneficiary", "subscriber", "policyHolder", "individual", "other", "target", "party",
    ];

    /// <summary>Where an address may stand: the type as an element, as a value, and as parts of others.</summary>
    private static readonly string[] Addresses = ["address", "valueAddress", "locationAddress"];

    /// <summary>Where a name may stand.</summary>
    private static readonly string[] Names = ["name", "valueHumanName"];

    /// <summary>Where an attachment may stand.</summary>
    private static readonly string[] Attachments =
        ["attachment", "valueAttachment", "content", "contentAttachment", "presentedForm", "image"];

    /// <summary>The entries.</summary>
    internal static IReadOnlyList<FieldSetEntry> Entries { get; } = Build();

    private static IReadOnlyList<FieldSetEntry> Build()
    {
        EntryList list = new EntryList()
            .Erase("member", "subscriberId", "class.value")
            .Erase("account", "preAuthRef", "insurance.preAuthRef")
            .Erase("id", "identifier.value", "valueIdentifier.value", "masterIdentifier.value")
            .Erase("id", "groupIdentifier.value", "requisition.value", "id")
            .Erase("device", "serialNumber", "udiCarrier.carrierHRF", "udiCarrier.carrierAIDC", "distinctIdentifier")
            .Erase("photo", "photo.data", "photo.url")
            .Erase("note", "text.div")
            .Erase("name", "mothersMaidenName.valueString")
            .Erase("phone", "telecom.value", "valueContactPoint.value")
            .Erase("address", "position.latitude", "position.longitude", "position.altitude")
            .Age("onsetAge.value", "ageAge.value", "valueAge.value", "deceasedAge.value", "abatementAge.value")
            .Age("performedAge.value", "bornAge.value")
            .Year("dob", "birthDate", "_birthDate.extension.valueDateTime", "bornDate", "bornPeriod.start")
            .Year("dob", "bornPeriod.end")
            .Year("date", "deceasedDateTime", "deceasedDate", "period.start", "period.end", "accident.date")
            .Year("date", "hospitalizedPeriod.start", "hospitalizedPeriod.end")
            .Erase("dob", "bornString")
            .Erase("date", "deceasedString");
        foreach (string name in Names)
        {
            list.Erase("name", name + ".family", name + ".given", name + ".text", name + ".prefix", name + ".suffix");
        }

        foreach (string address in Addresses)
        {
            list.Erase("address", address + ".line", address + ".city", address + ".district", address + ".text")
                .Zip(address + ".postalCode");
        }

        foreach (string attachment in Attachments)
        {
            list.Erase("attachment", attachment + ".data", attachment + ".url");
        }

        foreach (string person in People)
        {
            list.Erase("name", person + ".display");
        }

        foreach (string person in PatientSide)
        {
            list.Erase("id", person + ".reference");
        }

        return list.Entries;
    }
}
