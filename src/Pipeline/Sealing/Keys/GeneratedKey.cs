namespace PhiLens.Pipeline.Sealing.Keys;

/// <summary>A data key as its provider made it.</summary>
/// <param name="Plaintext">32 bytes; whoever gets this disposes of them.</param>
/// <param name="Blob">The same as the provider's ciphertext, which may be told.</param>
/// <param name="MasterKey">What the provider calls the key that wraps it: the ARN of the KMS key.</param>
public sealed record GeneratedKey(SecretBytes Plaintext, ReadOnlyMemory<byte> Blob, string MasterKey);
