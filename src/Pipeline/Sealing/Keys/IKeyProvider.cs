namespace PhiLens.Pipeline.Sealing.Keys;

/// <summary>The port to whoever keeps the master keys.</summary>
public interface IKeyProvider
{
    /// <summary>Makes a data key of 32 bytes.</summary>
    /// <param name="context">What the key's ciphertext is bound to. It is no secret and holds nothing of a log record.
    /// </param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NoKeyException">There is no key now.</exception>
    Task<GeneratedKey> GenerateAsync(IReadOnlyDictionary<string, string> context, CancellationToken cancellationToken);

    /// <summary>Opens a key's ciphertext.</summary>
    /// <param name="blob">The ciphertext.</param>
    /// <param name="context">What it is bound to.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NoKeyException">It cannot be opened now, or not by this caller.</exception>
    Task<SecretBytes> OpenAsync(
        ReadOnlyMemory<byte> blob, IReadOnlyDictionary<string, string> context, CancellationToken cancellationToken);
}
