using PhiLens.Sidecar.Configuration.Table;
using PhiLens.Sidecar.Configuration.Values;

namespace PhiLens.Sidecar.Configuration.Encryption;

/// <summary>The settings of sealing.</summary>
internal static class EncryptionSettings
{
    /// <summary><c>ENCRYPTION__KMSKEYID</c>.</summary>
    public static Setting<string> KmsKeyId { get; } = new(AwsKinds.KeyName)
    {
        Key = "ENCRYPTION:KMSKEYID",
        Description = "The KMS key for encrypted fields: ARN, id or alias; required when a rule says `encrypt`",
    };

    /// <summary><c>ENCRYPTION__PSEUDONYMKEY</c>.</summary>
    public static Setting<ReadOnlyMemory<byte>> PseudonymKey { get; } = new(AwsKinds.Ciphertext)
    {
        Key = "ENCRYPTION:PSEUDONYMKEY",
        IsSecret = true,
        Description = "The pseudonyms' root key as KMS ciphertext (base64), the same for all tasks "
            + "([how it is made](encryption.md#pseudonyms)); required when a rule says `pseudonym`",
    };

    /// <summary><c>ENCRYPTION__KEYLOGGROUP</c>.</summary>
    public static Setting<string> KeyLogGroup { get; } = new(AwsKinds.GroupName)
    {
        Key = "ENCRYPTION:KEYLOGGROUP",
        DefaultInWords = "the record's own group",
        Description = "The log group of key records, in the stream `philens-keys/{task_id}`; when its events expire, "
            + "what was encrypted stays closed for ever",
    };

    /// <summary><c>ENCRYPTION__KEYAGE</c>.</summary>
    public static Setting<TimeSpan> KeyAge { get; } = new(Kinds.Duration)
    {
        Key = "ENCRYPTION:KEYAGE",
        Default = "60m",
        Description = "How old a data key becomes before the next one takes its place; from 5m to 1440m",
    };

    /// <summary><c>KMS__ENDPOINT</c>.</summary>
    public static Setting<Uri> Endpoint { get; } = new(Addresses.HttpsUrl)
    {
        Key = "KMS:ENDPOINT",
        DefaultInWords = "the region's",
        Description = "An `https://` URL to use instead of the region's KMS endpoint",
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Setting> All { get; } = [KmsKeyId, Endpoint, PseudonymKey, KeyLogGroup, KeyAge];
}
