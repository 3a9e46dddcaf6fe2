using System.Security.Cryptography;

namespace PhiLens.Pipeline.Sealing.Keys;

/// <summary>
/// Key material: pinned, so that the collector leaves no copies of it behind, and cleared when it is not needed any
/// more.
/// </summary>
public sealed class SecretBytes : IDisposable
{
    private readonly byte[] _bytes;

    private SecretBytes(int length) => _bytes = GC.AllocateUninitializedArray<byte>(length, pinned: true);

    /// <summary>The bytes; all zero after <see cref="Dispose"/>.</summary>
    public ReadOnlySpan<byte> Span => _bytes;

    /// <summary>Takes a copy; clearing the original stays its owner's.</summary>
    /// <param name="bytes">The bytes.</param>
    public static SecretBytes CopyOf(ReadOnlySpan<byte> bytes)
    {
        SecretBytes copy = new(bytes.Length);
        bytes.CopyTo(copy._bytes);
        return copy;
    }

    /// <summary>Fresh random bytes.</summary>
    /// <param name="length">How many.</param>
    public static SecretBytes Random(int length)
    {
        SecretBytes random = new(length);
        RandomNumberGenerator.Fill(random._bytes);
        return random;
    }

    /// <summary>Derives bytes from a key with HKDF-SHA-256 and an empty salt.</summary>
    /// <param name="key">The key.</param>
    /// <param name="info">What they are for.</param>
    /// <param name="length">How many.</param>
    internal static SecretBytes Derive(ReadOnlySpan<byte> key, ReadOnlySpan<byte> info, int length)
    {
        SecretBytes derived = new(length);
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, derived._bytes, salt: [], info);
        return derived;
    }

    /// <summary>Clears the bytes.</summary>
    public void Dispose() => CryptographicOperations.ZeroMemory(_bytes);
}
