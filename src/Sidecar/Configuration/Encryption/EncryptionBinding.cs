using PhiLens.Pipeline.Sealing;
using PhiLens.Sidecar.Configuration.Binding;
using PhiLens.Sidecar.Configuration.Redaction;
using PhiLens.Sidecar.Configuration.Table;
using PhiLens.Sidecar.Kms;

namespace PhiLens.Sidecar.Configuration.Encryption;

/// <summary>Reads what values are sealed with.</summary>
internal static class EncryptionBinding
{
    /// <summary>Reads the settings.</summary>
    /// <param name="reader">The settings.</param>
    public static EncryptionOptions Read(SettingReader reader)
    {
        EncryptionOptions options = new()
        {
            KmsKeyId = reader.Get(EncryptionSettings.KmsKeyId),
            Endpoint = reader.Get(EncryptionSettings.Endpoint),
            PseudonymKey = reader.Get(EncryptionSettings.PseudonymKey),
            KeyLogGroup = reader.Get(EncryptionSettings.KeyLogGroup),
            KeyAge = reader.Get(EncryptionSettings.KeyAge),
        };
        if (options.KeyAge < SealingOptions.ShortestKeyAge || options.KeyAge > SealingOptions.LongestKeyAge)
        {
            reader.Refuse(EncryptionSettings.KeyAge, "must be from 5m to 1440m");
        }

        return options;
    }

    /// <summary>What a policy uses of the settings.</summary>
    /// <param name="redaction">The policy.</param>
    /// <param name="encryption">The settings.</param>
    public static EncryptionOptions For(RedactionOptions redaction, EncryptionOptions encryption) => encryption with
    {
        Scopes = redaction.Scopes,
        PseudonymKey = redaction.Policy is { UsesPseudonyms: true } ? encryption.PseudonymKey : default,
    };

    /// <summary>KMS is asked in some region.</summary>
    /// <param name="reader">The settings.</param>
    /// <param name="options">Everything that was read.</param>
    public static void RequireRegion(SettingReader reader, SidecarOptions options)
    {
        bool hasRegion = options.CloudWatch.Region.Length > 0
            || KmsClient.RegionOf(options.Encryption.KmsKeyId) is not null;
        if (options.Encryption.IsUsed && !hasRegion && reader.IsSound(CloudWatchSettings.Region)
            && reader.IsUnset(CloudWatchSettings.Region))
        {
            reader.RefuseMissing(
                CloudWatchSettings.Region, "is required: the region of the KMS key, or set AWS_REGION");
        }
    }
}
