namespace PhiLens.Pipeline.Sealing.Keys;

/// <summary>The encryption contexts that keys are bound to. IAM policies name their entries.</summary>
public static class KeyPurpose
{
    /// <summary>The entry that says what a key is for.</summary>
    public const string Name = "purpose";

    /// <summary>The context of a scope's data keys.</summary>
    /// <param name="scope">The scope.</param>
    /// <param name="surroundings">Further entries, which tell a reader of the audit trail where it was made.</param>
    public static IReadOnlyDictionary<string, string> Fields(
        string scope, IReadOnlyDictionary<string, string> surroundings) =>
        new SortedDictionary<string, string>(
            surroundings.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal)
        {
            [Name] = "philens-field",
            [KeyRecord.ScopeName] = scope,
        };

    /// <summary>The context of the pseudonyms' root key.</summary>
    public static IReadOnlyDictionary<string, string> Pseudonyms { get; } =
        new Dictionary<string, string> { [Name] = "philens-pseudonym" };
}
