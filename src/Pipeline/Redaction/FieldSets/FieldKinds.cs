namespace PhiLens.Pipeline.Redaction.FieldSets;

/// <summary>The labels of kinds, and what is done to them when a policy says nothing else.</summary>
internal static class FieldKinds
{
    private static readonly string[] Labels =
    [
        "secret", "ssn", "tax-id", "mrn", "member", "account", "npi", "dea", "license", "card", "bank", "vehicle",
        "device", "biometric", "photo", "dob", "date", "age", "zip", "email", "fax", "phone", "ip", "url", "name",
        "address", "id", "note",
    ];

    /// <summary>All kinds as entries of a set.</summary>
    internal static IReadOnlyList<FieldSetEntry> Entries { get; } =
    [
        .. Enumerable.Range(0, (int)FieldKind.Count).Select(kind => new FieldSetEntry(
            Labels[kind], Labels[kind], ActionOf((FieldKind)kind))),
    ];

    /// <summary>The label, as tokens and counts show it.</summary>
    internal static string LabelOf(FieldKind kind) => Labels[(int)kind];

    /// <summary>What Safe Harbor lets stand of a date, an age and a ZIP code stays; anything else is erased.</summary>
    internal static RedactionAction ActionOf(FieldKind kind) => kind switch
    {
        FieldKind.Dob or FieldKind.Date => RedactionAction.Year,
        FieldKind.Age => RedactionAction.Age90,
        FieldKind.Zip => RedactionAction.Zip3,
        _ => RedactionAction.Erase,
    };
}
