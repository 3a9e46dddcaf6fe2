namespace PhiLens.Pipeline.Tests.Redaction.Structures;

/// <summary>Clinical documents in XML; the people in them are made up.</summary>
internal static class Documents
{
    internal const string Patient =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <Patient xmlns="http://hl7.org/fhir">
          <id value="pat1"/><meta><versionId value="3"/></meta>
          <text><status value="generated"/><div xmlns="http://www.w3.org/1999/xhtml"><p>Adam Everyman &amp; son</p></div></text>
          <identifier><use value="usual"/><system value="urn:oid:1.2.36"/><value value="12345"/></identifier>
          <active value="true"/>
          <name><use value="official"/><family value="Everyman"/><given value='Ad&#97;m'/></name>
          <telecom><system value="phone"/><value value="(555) 555-2004"/></telecom>
          <gender value="male"/><birthDate value="1961-06-15"/>
          <address><line value="2222 Home Street"/><city value="Greensboro"/><state value="NC"/>
            <postalCode value="27401"/></address>
          <managingOrganization><reference value="Organization/1"/></managingOrganization>
        </Patient>
        """;

    internal const string Ccda =
        """
        <ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:sdtc="urn:hl7-org:sdtc"><effectiveTime value="20240501"/>
        <recordTarget><patientRole><id extension="998991" root="2.16.840.1"/>
        <addr use="HP"><streetAddressLine>2222 Home Street</streetAddressLine><city>Greensboro</city><state>NC</state>
        <postalCode>27401</postalCode></addr><telecom value="tel:+1(555)555-2004" use="HP"/>
        <patient><name><given>Adam</given><given>Quentin</given><family>Everyman</family></name>
        <administrativeGenderCode code="M"/><birthTime value="19610615"/><sdtc:deceasedTime value="20240501"/></patient>
        <providerOrganization><name>Good Health</name></providerOrganization></patientRole></recordTarget>
        <author><assignedAuthor><id extension="1234567893" root="2.16.840.1.113883.4.6"/><assignedPerson><name>Dr. Attend</name>
        </assignedPerson></assignedAuthor></author></ClinicalDocument>
        """;

    internal static readonly string[] Texts = [Patient, Ccda];
}
