using PhiLens.Sidecar.Configuration.Values;

namespace PhiLens.Sidecar.Configuration.Table;

/// <summary>
/// The settings of parts that are not built yet. They are known, and accept only what asks nothing of the part, so
/// that nothing ever pretends to encrypt or to ship somewhere.
/// </summary>
internal static class LaterSettings
{
    private const string Encryption = "encryption of fields";

    /// <summary>What the CloudWatch destination cannot do yet.</summary>
    public static IReadOnlyList<Setting<string>> CloudWatch { get; } =
    [
        Later(
            "CLOUDWATCH:REQUIREKMS",
            "the check of the group's key",
            "Refuse to start when the group is not encrypted with a KMS key",
            "false"),
    ];

    /// <summary>What may be done to a record's text.</summary>
    public static IReadOnlyList<Setting<string>> Processing { get; } =
    [
        Later("ENCRYPTION:KMSKEYID", Encryption, "The KMS key for encrypted fields"),
        Later("KMS:ENDPOINT", Encryption, "An `https://` URL to use instead of the region's KMS endpoint"),
        Later("ENCRYPTION:PSEUDONYMKEY", "pseudonyms", "The pseudonyms' root key as KMS ciphertext", isSecret: true),
        Later("ENCRYPTION:KEYLOGGROUP", Encryption, "The log group of key records"),
    ];

    /// <summary>All of them.</summary>
    public static IEnumerable<Setting<string>> All { get; } = [.. CloudWatch, .. Processing];

    private static Setting<string> Later(
        string key, string part, string description, string standard = "", bool isSecret = false) =>
        new(Kinds.Text)
        {
            Key = key,
            Default = standard,
            Description = description,
            IsSecret = isSecret,
            NotBuilt = standard.Length == 0 ? new NotBuiltYet(part) : new NotBuiltYet(part, standard),
        };
}
