using System.Globalization;

namespace PhiLens.Bench.Micro;

/// <summary>Made-up messages of clinics; the numbers change from one to the next.</summary>
internal static class RedactionSamples
{
    /// <summary>A FHIR R4 patient in a bundle with an observation, about 1.3 KB.</summary>
    internal static string Fhir(int number) => string.Create(
        CultureInfo.InvariantCulture,
        $$$"""
        {"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Patient","id":"p{{{number}}}",
        "meta":{"versionId":"1","lastUpdated":"2026-03-01T10:00:00Z"},"active":true,
        "identifier":[{"use":"usual","system":"urn:oid:1.2.36.146.595.217.0.1","value":"MRN{{{10000000 + number}}}"}],
        "name":[{"use":"official","family":"Family{{{number % 100}}}","given":["Name{{{number % 90}}}","Q"]}],
        "telecom":[{"system":"phone","value":"(617) 555-{{{1000 + (number % 9000)}}}","use":"home"},
        {"system":"email","value":"name{{{number}}}@example.org"}],"gender":"female","birthDate":"1974-12-25",
        "address":[{"use":"home","line":["{{{number}}} Main Street"],"city":"Boston","state":"MA","postalCode":"02139"}]}},
        {"resource":{"resourceType":"Observation","id":"o{{{number}}}","status":"final",
        "category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"vital-signs"}]}],
        "code":{"coding":[{"system":"http://loinc.org","code":"8867-4","display":"Heart rate"}]},
        "subject":{"reference":"Patient/p{{{number}}}","display":"Name{{{number % 90}}} Family{{{number % 100}}}"},
        "effectiveDateTime":"2026-03-01T10:00:00Z","valueQuantity":{"value":44,"unit":"beats/minute"} } }]}
        """).ReplaceLineEndings("");

    /// <summary>An HL7 v2 admission on one line with literal line ends, about 600 bytes.</summary>
    internal static string Hl7(int number) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        MSH|^~\&|ADT1|CLINIC|LABADT|CLINIC|202603011226||ADT^A01^ADT_A01|MSG{{number}}|P|2.5.1\r
        EVN|A01|202603011223||\r
        PID|1||MRN{{10000000 + number}}^^^CLINIC^MR~123-45-{{1000 + (number % 9000)}}^^^USSSA^SS||FAMILY^NAME^Q^^^^L||19741225|F||
        2106-3|{{number}} MAIN ST^^BOSTON^MA^02139^USA||(617)555-{{1000 + (number % 9000)}}||EN|M|NON|ACC{{number}}\r
        NK1|1|FAMILY^BARBARA^K|WIF^WIFE||(617)555-1234\r
        PV1|1|I|2000^2012^01||||004777^ATTEND^AARON^A|||SUR||||7|A0|\r
        OBX|1|NM|8867-4^Heart rate^LN||44|/min|60-100|L|||F\r
        """).ReplaceLineEndings("");
}
