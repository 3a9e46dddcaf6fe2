namespace PhiLens.Pipeline.Redaction.Policies;

/// <summary>
/// The preset <c>phi</c>, in the language that users write. Field sets come first, because a field's name tells more
/// than a value's form; then detectors, the more specific first.
/// </summary>
internal static class PhiPreset
{
    internal const string Text = """
        {
          "rules": [
            {"fields": "fhir-r4"},
            {"fields": "hl7-v2"},
            {"fields": "x12"},
            {"fields": "cda"},
            {"fields": "common"},
            {"detector": "secret", "action": "erase"},
            {"detector": ["mbi", "ssn", "hicn", "itin"], "action": "erase"},
            {"detector": ["card", "iban", "vin", "device"], "action": "erase"},
            {"detector": ["email", "url"], "action": "erase"},
            {"detector": ["mrn", "member", "account", "npi", "dea", "license", "bank"], "action": "erase"},
            {"detector": "phone", "action": "erase"},
            {"detector": "date", "action": "year"},
            {"detector": "age", "action": "age90"},
            {"detector": "zip", "action": "zip3"},
            {"detector": ["street-address", "name"], "action": "erase"}
          ]
        }
        """;
}
