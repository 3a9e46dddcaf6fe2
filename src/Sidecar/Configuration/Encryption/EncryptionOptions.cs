namespace PhiLens.Sidecar.Configuration.Encryption;

/// <summary>The <c>ENCRYPTION__*</c> and <c>KMS__*</c> settings, and what the policy asks of them.</summary>
internal sealed record EncryptionOptions
{
    /// <summary><c>ENCRYPTION__KMSKEYID</c>: the KMS key for encrypted fields; null when there is none.</summary>
    public string? KmsKeyId { get; init; }

    /// <summary><c>KMS__ENDPOINT</c>: an https URL to use instead of the region's endpoint.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary><c>ENCRYPTION__PSEUDONYMKEY</c>: the pseudonyms' root key as KMS ciphertext; empty for none.</summary>
    public ReadOnlyMemory<byte> PseudonymKey { get; init; }

    /// <summary><c>ENCRYPTION__KEYLOGGROUP</c>: the group of key records; null for that of the records.</summary>
    public string? KeyLogGroup { get; init; }

    /// <summary><c>ENCRYPTION__KEYAGE</c>: how old a data key becomes. Default 1 hour, 5 minutes to 24 hours.</summary>
    public TimeSpan KeyAge { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The scopes that the policy's rules name, by their numbers; none when no rule encrypts.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>Whether anything is sealed.</summary>
    public bool IsUsed => Scopes.Count > 0 || !PseudonymKey.IsEmpty;
}
