using System.Security.Cryptography;
using PhiLens.Pipeline.Sealing.Keys;

namespace PhiLens.Sidecar.Commands.Redacting;

/// <summary>
/// Keys that nobody keeps, for trying a policy: tokens look as they will, and cannot be opened; pseudonyms are other
/// ones with each run.
/// </summary>
internal sealed class ThrowawayKeys : IKeyProvider
{
    private const int KeyLength = 32;

    // As long as what KMS makes of a data key.
    private const int BlobLength = 184;

    /// <inheritdoc/>
    public Task<GeneratedKey> GenerateAsync(
        IReadOnlyDictionary<string, string> context, CancellationToken cancellationToken) =>
        Task.FromResult(new GeneratedKey(
            SecretBytes.Random(KeyLength), RandomNumberGenerator.GetBytes(BlobLength), "none"));

    /// <inheritdoc/>
    public Task<SecretBytes> OpenAsync(
        ReadOnlyMemory<byte> blob, IReadOnlyDictionary<string, string> context, CancellationToken cancellationToken) =>
        Task.FromResult(SecretBytes.Random(KeyLength));
}
