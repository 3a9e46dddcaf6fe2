using System.Collections;
using PhiLens.Sidecar.Configuration;
using PhiLens.Sidecar.Configuration.Binding;
using PhiLens.Sidecar.Configuration.Encryption;
using PhiLens.Sidecar.Configuration.Layers;
using PhiLens.Sidecar.Configuration.Table;

namespace PhiLens.Sidecar.Commands.Decrypting;

/// <summary>The settings that <c>decrypt</c> uses, and no others.</summary>
/// <param name="CloudWatch">Region and endpoint.</param>
/// <param name="Encryption">The endpoint of KMS, and the group of key records.</param>
/// <param name="CaFile">PEM roots trusted in addition to the system's, or null.</param>
internal sealed record DecryptSettings(CloudWatchOptions CloudWatch, EncryptionOptions Encryption, string? CaFile)
{
    /// <summary>Reads them.</summary>
    /// <param name="environment">The environment's names and values.</param>
    /// <param name="errors">Everything that is wrong.</param>
    public static DecryptSettings Read(IDictionary environment, out IReadOnlyList<ConfigurationError> errors)
    {
        SettingReader reader = new(new LayerStack(environment));
        var cloudWatch = new CloudWatchOptions
        {
            Region = reader.Get(CloudWatchSettings.Region) ?? "",
            LogGroup = "",
            Endpoint = reader.Get(CloudWatchSettings.Endpoint),
            UseFipsEndpoint = reader.Get(CloudWatchSettings.Fips),
            UseDualStackEndpoint = reader.IsAwsSwitchOn(CloudWatchBinding.DualStackVariable),
        };
        var encryption = new EncryptionOptions
        {
            Endpoint = reader.Get(EncryptionSettings.Endpoint),
            KeyLogGroup = reader.Get(EncryptionSettings.KeyLogGroup),
        };
        string? caFile = reader.Get(ProcessSettings.CaFile);
        errors = reader.Errors;
        return new DecryptSettings(cloudWatch, encryption, caFile);
    }
}
