using System.Text.Json;
using PhiLens.Pipeline.Redaction.Policies;

namespace PhiLens.Pipeline.Tests.Redaction.Structures;

/// <summary>Messages through the whole preset: fields, detectors and every layer that they are logged in.</summary>
public sealed class PresetTests : IDisposable
{
    private readonly RedactorBench _bench = new(PhiLens.Pipeline.Redaction.RedactionPolicy.Read(
        System.Text.Encoding.UTF8.GetBytes(PhiPreset.Text)).Policy!);

    public static TheoryData<string> Texts => [.. Messages.Hl7Texts, .. Interchanges.Texts, .. Documents.Texts];

    [Theory]
    [MemberData(nameof(Texts))]
    public void No_value_is_left_in_any_layer_and_a_second_look_changes_nothing(string text)
    {
        string[] secrets = text[..3] switch
        {
            "MSH" => Messages.Secrets,
            "ISA" => Interchanges.Secrets,
            _ => ["Everyman", "Quentin", "2222 Home", "Greensboro", "27401", "555-2004", "19610615", "998991"],
        };
        string json = JsonSerializer.Serialize(new { level = "info", msg = text });
        string[] lines =
        [
            text, "2024-05-01T10:00:00Z INFO received: " + text, json, JsonSerializer.Serialize(new { inner = json }),
            $"<log><m><![CDATA[{text}]]></m></log>", text + "\n" + text,
        ];
        foreach (string line in lines)
        {
            string redacted = _bench.Redact(line);

            Assert.DoesNotContain(secrets, s => redacted.Contains(s, StringComparison.OrdinalIgnoreCase));
            Assert.Equal(redacted, _bench.Redact(redacted));
        }
    }

    [Theory]
    [InlineData("GET /fhir/Patient?given=Ann&family=Lee&gender=female", "GET /fhir/Patient?given=#&family=#&gender=female")]
    [InlineData("GET /Patient/_search?name=Lee&_count=5", "GET /Patient/_search?name=#&_count=5")]
    [InlineData("GET /api/members?q=Lee HTTP/1.1", "GET /api/members?q=# HTTP/1.1")]
    [InlineData("GET /orders?name=widget&q=lamp", "GET /orders?name=widget&q=lamp")]
    [InlineData("GET /Patient?x=1 name=widget", "GET /Patient?x=1 name=widget")]
    public void A_query_for_people_says_who_they_are(string text, string expected) =>
        Assert.Equal(expected.Replace("#", "[REDACTED:name]", StringComparison.Ordinal), _bench.Redact(text));

    [Fact]
    public void Clinical_content_stays()
    {
        string[] kept =
        [
            "OBX|1|NM|2345-7^GLUCOSE^LN||182|mg/dl|70_105|H|||F", "|2345-7^GLUCOSE^LN|||20240502080000|",
            "NTE|1|L|Fasting sample.\\.br\\Repeat in 3 months.", "MSH|^~\\&|LAB|HOSP|EHR|HOSP|20240502083015-0500||ORU",
            "|1234567893^[REDACTED:name]^[REDACTED:name]^^^^MD",
        ];
        string redacted = _bench.Redact(Messages.Results);

        Assert.All(kept, k => Assert.Contains(k, redacted, StringComparison.Ordinal));
        redacted = _bench.Redact(Interchanges.Remittance);
        Assert.Contains("BPR*I*150000*C*ACH*CTX*", redacted, StringComparison.Ordinal);
        Assert.Contains("CAS*CO*45*73348.57~", redacted, StringComparison.Ordinal);
        Assert.Contains("DTM*232*20240516~DTM*233*20240525~SVC*HC:99211*800*500~SE*14*1234~", redacted, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bundle_of_fhir_in_json_keeps_all_but_the_person() => Assert.Equal(
        """
        {"resourceType":"Bundle","id":"[REDACTED:id]","entry":[{"fullUrl":"https://fhir.example.org/Patient/[REDACTED:url]","resource":{
        "resourceType":"Patient","id":"[REDACTED:id]","meta":{"versionId":"3"},"text":{"status":"generated","div":"[REDACTED:note]"},
        "identifier":[{"use":"usual","type":{"coding":[{"code":"MR"}]},"system":"urn:oid:1.2","value":"[REDACTED:id]"}],
        "name":[{"use":"official","family":"[REDACTED:name]","given":["[REDACTED:name]","[REDACTED:name]"]}],"gender":"male",
        "birthDate":"1961","address":[{"line":["[REDACTED:address]"],"city":"[REDACTED:address]","state":"NC","postalCode":"274**"}]}},
        {"resource":{"resourceType":"Observation","id":"[REDACTED:id]","status":"final",
        "code":{"coding":[{"system":"http://loinc.org","code":"2345-7","display":"Glucose"}],"text":"Glucose"},
        "subject":{"reference":"[REDACTED:id]","display":"[REDACTED:name]"},"effectiveDateTime":"2024-05-02T08:00:00Z",
        "valueQuantity":{"value":182,"unit":"mg/dl","system":"http://unitsofmeasure.org","code":"mg/dL"}}}]}
        """,
        _bench.Redact(
        """
        {"resourceType":"Bundle","id":"b-1","entry":[{"fullUrl":"https://fhir.example.org/Patient/123","resource":{
        "resourceType":"Patient","id":"123","meta":{"versionId":"3"},"text":{"status":"generated","div":"<div>Adam Everyman</div>"},
        "identifier":[{"use":"usual","type":{"coding":[{"code":"MR"}]},"system":"urn:oid:1.2","value":"12345"}],
        "name":[{"use":"official","family":"Everyman","given":["Adam","Quentin"]}],"gender":"male",
        "birthDate":"1961-06-15","address":[{"line":["2222 Home Street"],"city":"Greensboro","state":"NC","postalCode":"27401"}]}},
        {"resource":{"resourceType":"Observation","id":"o-1","status":"final",
        "code":{"coding":[{"system":"http://loinc.org","code":"2345-7","display":"Glucose"}],"text":"Glucose"},
        "subject":{"reference":"Patient/123","display":"Adam Everyman"},"effectiveDateTime":"2024-05-02T08:00:00Z",
        "valueQuantity":{"value":182,"unit":"mg/dl","system":"http://unitsofmeasure.org","code":"mg/dL"}}}]}
        """));

    public void Dispose() => _bench.Dispose();
}
