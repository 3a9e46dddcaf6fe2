namespace PhiLens.Pipeline.Redaction.FieldSets.Messages;

/// <summary>
/// The set <c>cda</c>: elements of clinical documents (CDA release 2, CCDA) and of HL7 version 3 messages for patient
/// queries. The names of every individual are erased; provider numbers, organisations, document and service times,
/// states, countries and codes stay. Sections' narrative text is scanned like everything that is not here.
/// </summary>
internal static class CdaFields
{
    /// <summary>The entries.</summary>
    internal static IReadOnlyList<FieldSetEntry> Entries { get; } = new EntryList()
        .Erase("mrn", "patientRole/id/@extension", "patient/id/@extension", "patientPerson/id/@extension")
        .Erase("mrn", "asOtherIDs/id/@extension", "livingSubjectId/value/@extension", "relatedSubject/id/@extension")
        .Erase("account", "encompassingEncounter/id/@extension")
        .Erase("member", "participantRole/id/@extension", "associatedEntity/id/@extension")
        .Erase("name", "name/given", "name/family", "name/prefix", "name/suffix", "name/delimiter", "patient/name")
        .Erase("name", "guardianPerson/name", "assignedPerson/name", "associatedPerson/name", "relatedPerson/name")
        .Erase("name", "informationRecipient/name", "subject/name", "patientPerson/name")
        .Erase("name", "livingSubjectName/value", "value/given", "value/family", "maintainedPerson/name")
        .Erase("address", "addr/streetAddressLine", "addr/streetName", "addr/houseNumber", "addr/additionalLocator")
        .Erase("address", "addr/unitID", "addr/city", "addr/county", "addr/precinct", "addr/censusTract")
        .Erase("address", "addr/postBox")
        .Erase("address", "addr/deliveryAddressLine", "addr/houseNumberNumeric", "addr/direction")
        .Erase("address", "place/name", "patientRole/addr", "guardian/addr", "associatedEntity/addr")
        .Zip("addr/postalCode")
        .Erase("phone", "telecom/@value")
        .Year("dob", "birthTime/@value", "livingSubjectBirthTime/value/@value")
        .Year("date", "deceasedTime/@value", "encompassingEncounter/effectiveTime/@value")
        .Year("date", "encompassingEncounter/effectiveTime/low/@value")
        .Year("date", "encompassingEncounter/effectiveTime/high/@value")
        .Entries;
}
