using System.Security.Cryptography;

namespace PhiLens.LocalAws.Kms;

/// <summary>
/// A ciphertext that names its key. Its bytes, big-endian:
/// <code>
/// offset  bytes  content
///      0      1  version, 1
///      1     16  key id
///     17      4  check: the first bytes of the SHA-256 of all before it
///     21     12  nonce
///     33      n  ciphertext, as long as the plaintext
///   33+n     16  tag
/// </code>
/// AES-256-GCM with the first 33 bytes and the canonical encryption context as additional data. The check tells a
/// damaged blob, which is invalid, from one of a key that is not here.
/// </summary>
internal sealed class CiphertextBlob
{
    private const byte Version = 1;
    private const int KeyIdAt = 1;
    private const int CheckAt = 17;
    private const int NonceAt = 21;
    private const int TextAt = 33;
    private const int TagBytes = 16;

    private readonly byte[] _bytes;

    private CiphertextBlob(byte[] bytes) => _bytes = bytes;

    /// <summary>The id of the key that made it.</summary>
    public Guid KeyId => new(_bytes.AsSpan(KeyIdAt..CheckAt), bigEndian: true);

    /// <summary>Encrypts. The same plaintext gives another blob each time.</summary>
    public static byte[] Seal(KmsKey key, ReadOnlySpan<byte> plaintext, EncryptionContext context)
    {
        var blob = new byte[TextAt + plaintext.Length + TagBytes];
        blob[0] = Version;
        key.Id.TryWriteBytes(blob.AsSpan(KeyIdAt), bigEndian: true, out _);
        CheckOf(blob).CopyTo(blob.AsSpan(CheckAt));
        var nonce = blob.AsSpan(NonceAt..TextAt);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(key.Material, TagBytes);
        var text = blob.AsSpan(TextAt..^TagBytes);
        cipher.Encrypt(nonce, plaintext, text, blob.AsSpan(^TagBytes..), Bound(blob, context));
        return blob;
    }

    /// <summary>Throws <c>InvalidCiphertextException</c> for what no key can have made.</summary>
    public static CiphertextBlob Parse(byte[] bytes) =>
        bytes.Length > TextAt + TagBytes
        && bytes[0] == Version
        && bytes.AsSpan(CheckAt..NonceAt).SequenceEqual(CheckOf(bytes))
            ? new CiphertextBlob(bytes)
            : throw KmsErrors.InvalidCiphertext();

    /// <summary>Decrypts; throws <c>InvalidCiphertextException</c> when the blob or the context is another.</summary>
    public byte[] Open(KmsKey key, EncryptionContext context)
    {
        var plaintext = new byte[_bytes.Length - TextAt - TagBytes];
        using var cipher = new AesGcm(key.Material, TagBytes);
        try
        {
            cipher.Decrypt(
                _bytes.AsSpan(NonceAt..TextAt),
                _bytes.AsSpan(TextAt..^TagBytes),
                _bytes.AsSpan(^TagBytes..),
                plaintext,
                Bound(_bytes, context));
            return plaintext;
        }
        catch (AuthenticationTagMismatchException)
        {
            throw KmsErrors.InvalidCiphertext();
        }
    }

    private static ReadOnlySpan<byte> CheckOf(ReadOnlySpan<byte> blob) =>
        SHA256.HashData(blob[..CheckAt]).AsSpan(0, NonceAt - CheckAt);

    private static byte[] Bound(ReadOnlySpan<byte> blob, EncryptionContext context) =>
        [.. blob[..TextAt], .. context.ToCanonicalBytes()];
}
