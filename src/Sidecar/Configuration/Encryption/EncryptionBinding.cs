using PhiLens.Pipeline.Sealing;
using PhiLens.Sidecar.Configuration.Binding;

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
}
