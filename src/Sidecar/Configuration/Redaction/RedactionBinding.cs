using System.Collections;
using System.Text;
using PhiLens.Pipeline.Redaction;
using PhiLens.Pipeline.Redaction.Policies;
using PhiLens.Pipeline.Sealing;
using PhiLens.Sidecar.Configuration.Binding;
using PhiLens.Sidecar.Configuration.Encryption;
using PhiLens.Sidecar.Configuration.Layers;
using PhiLens.Sidecar.Configuration.Table;

namespace PhiLens.Sidecar.Configuration.Redaction;

/// <summary>Reads what is redacted.</summary>
internal static class RedactionBinding
{
    /// <summary>A larger file is no policy; the core refuses documents above 256 KiB.</summary>
    private const int LargestFile = 1024 * 1024;

    /// <summary>Reads what <c>redact</c> uses, and nothing else.</summary>
    /// <param name="environment">The environment's names and values.</param>
    /// <param name="errors">Everything that is wrong.</param>
    public static RedactionOptions ReadAlone(IDictionary environment, out IReadOnlyList<ConfigurationError> errors)
    {
        SettingReader reader = new(new LayerStack(environment));
        RedactionOptions options = Read(reader, EncryptionBinding.Read(reader));
        errors = reader.Errors;
        return options;
    }

    /// <summary>Reads the settings and the policy that they name.</summary>
    /// <param name="reader">The settings.</param>
    /// <param name="encryption">What values can be sealed with.</param>
    public static RedactionOptions Read(SettingReader reader, EncryptionOptions encryption)
    {
        SealingSetup sealing = new(encryption.KmsKeyId is not null, !encryption.PseudonymKey.IsEmpty);
        bool usesPreset = reader.Get(RedactionSettings.Preset);
        string? path = reader.Get(RedactionSettings.PolicyFile);
        string? text = reader.Get(RedactionSettings.PolicyText);
        if (path is not null && text is not null)
        {
            reader.Refuse(
                RedactionSettings.PolicyFile,
                $"must not be set together with {RedactionSettings.PolicyText.Variable}: choose one policy");
            return RedactionOptions.Off;
        }

        if (text is not null)
        {
            return Read(
                reader,
                sealing,
                RedactionSettings.PolicyText,
                Encoding.UTF8.GetBytes(text),
                $"the policy in {RedactionSettings.PolicyText.Variable}");
        }

        if (path is not null)
        {
            byte[]? document = ReadFile(reader, path);
            string origin = $"the policy {Printable.OneLine(path, Printable.LongestMessage)}";
            return document is null
                ? RedactionOptions.Off
                : Read(reader, sealing, RedactionSettings.PolicyFile, document, origin);
        }

        return usesPreset ? RedactionOptions.Phi : RedactionOptions.Off;
    }

    private static RedactionOptions Read(
        SettingReader reader, SealingSetup sealing, Setting setting, byte[] document, string origin)
    {
        PolicyResult result = RedactionPolicy.Read(document, sealing);
        foreach (PolicyError error in result.Errors)
        {
            reader.Refuse(setting, $"is refused: {error}");
        }

        return new RedactionOptions(result.Policy, origin) { Scopes = sealing.Scopes };
    }

    private static byte[]? ReadFile(SettingReader reader, string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            byte[] document = new byte[LargestFile];
            int length = file.ReadAtLeast(document, document.Length, throwOnEndOfStream: false);
            return document[..length];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException
            or NotSupportedException)
        {
            string reason = e is FileNotFoundException or DirectoryNotFoundException
                ? "there is no such file"
                : "it cannot be read";
            reader.Refuse(RedactionSettings.PolicyFile, $"must name a policy document, but {reason}");
            return null;
        }
    }
}
