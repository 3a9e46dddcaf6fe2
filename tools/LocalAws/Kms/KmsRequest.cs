using System.Text.Json;
using PhiLens.LocalAws.Protocol;

namespace PhiLens.LocalAws.Kms;

/// <summary>The members of KMS requests, within the bounds of the service's model.</summary>
internal sealed class KmsRequest(OperationCall call)
{
    /// <summary>The most that can be encrypted, in bytes.</summary>
    public const int LongestPlaintext = 4096;

    /// <summary>The longest ciphertext, in bytes.</summary>
    public const int LongestCiphertext = 6144;

    /// <summary>The longest data key, in bytes.</summary>
    public const int LongestDataKey = 1024;

    /// <summary>The one algorithm of symmetric keys.</summary>
    public const string Symmetric = "SYMMETRIC_DEFAULT";

    private const int LongestKeyId = 2048;

    /// <summary>The region that the request was signed for.</summary>
    public string Region => call.Region;

    /// <summary>The encryption context; empty when there is none.</summary>
    public EncryptionContext Context => EncryptionContext.Read(call.Fields);

    /// <summary>The key that the request names: 1 to 2048 characters, or null.</summary>
    public string? KeyId
    {
        get
        {
            var keyId = call.Fields.Text("KeyId");
            CheckLength("keyId", keyId, keyId?.Length, LongestKeyId);
            return keyId;
        }
    }

    /// <summary>The key that the request must name.</summary>
    public string RequiredKeyId => KeyId ?? throw Missing("keyId");

    /// <summary>The member's bytes, of which there must be one at least.</summary>
    public byte[] RequiredBlob(string name, int longest)
    {
        var member = JsonNamingPolicy.CamelCase.ConvertName(name);
        var blob = call.Fields.Blob(name) ?? throw Missing(member);
        CheckLength(member, $"{blob.Length} bytes", blob.Length, longest);
        return blob;
    }

    /// <summary>How long the data key is to be, in bytes: <c>KeySpec</c> or <c>NumberOfBytes</c> says it.</summary>
    public int DataKeyBytes()
    {
        var spec = call.Fields.Text("KeySpec");
        var count = call.Fields.Number("NumberOfBytes");
        if (spec is not (null or "AES_256" or "AES_128"))
        {
            throw KmsErrors.Constraint($"'{spec}'", "keySpec", "satisfy enum value set: [AES_256, AES_128]");
        }

        if (count < 1)
        {
            throw KmsErrors.Constraint($"'{count}'", "numberOfBytes", "have value greater than or equal to 1");
        }

        if (count > LongestDataKey)
        {
            throw KmsErrors.Constraint(
                $"'{count}'", "numberOfBytes", $"have value less than or equal to {LongestDataKey}");
        }

        return (spec, count) switch
        {
            ("AES_256", null) => 32,
            ("AES_128", null) => 16,
            (null, { } bytes) => (int)bytes,
            _ => throw KmsErrors.Validation("Please specify either number of bytes or key spec."),
        };
    }

    /// <summary>Refuses an algorithm that a symmetric key does not have.</summary>
    public void CheckAlgorithm(KmsKey key)
    {
        if (call.Fields.Text("EncryptionAlgorithm") is { } algorithm && algorithm != Symmetric)
        {
            throw KmsErrors.InvalidKeyUsage(algorithm, key.Arn(Region));
        }
    }

    private static void CheckLength(string member, string? value, int? length, int longest)
    {
        if (length < 1)
        {
            throw KmsErrors.Constraint($"'{value}'", member, "have length greater than or equal to 1");
        }

        if (length > longest)
        {
            throw KmsErrors.Constraint($"'{value}'", member, $"have length less than or equal to {longest}");
        }
    }

    private static ServiceException Missing(string member) => KmsErrors.Constraint("null", member, "not be null");
}
