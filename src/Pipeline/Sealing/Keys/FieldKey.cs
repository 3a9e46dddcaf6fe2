using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace PhiLens.Pipeline.Sealing.Keys;

/// <summary>What is derived from a data key: the AES key, and the key that vouches for its record.</summary>
internal sealed class FieldKey : IDisposable
{
    /// <summary>The length of a data key, of what is derived from it, in bytes.</summary>
    internal const int Length = 32;

    private readonly SecretBytes _derived;
    private readonly byte[] _keyId;
    private readonly byte[] _scope;

    /// <summary>Derives it.</summary>
    /// <param name="dataKey">The data key, 32 bytes.</param>
    /// <param name="blob">Its ciphertext.</param>
    /// <param name="scope">The scope of its values.</param>
    internal FieldKey(ReadOnlySpan<byte> dataKey, ReadOnlySpan<byte> blob, string scope)
    {
        _derived = SecretBytes.Derive(dataKey, "PhiLens LE1"u8, 2 * Length);
        _keyId = SHA256.HashData(blob)[..TokenFormat.KeyIdBytes];
        _scope = Encoding.UTF8.GetBytes(scope);
        KeyId = Base64Url.EncodeToString(_keyId);
        KeyIdText = Encoding.ASCII.GetBytes(KeyId);
    }

    /// <summary>The key's number as records have it.</summary>
    internal string KeyId { get; }

    /// <summary>The key's number as tokens have it.</summary>
    internal byte[] KeyIdText { get; }

    /// <summary>The bytes that <see cref="WriteAad"/> writes for a type.</summary>
    internal int AadLength(ReadOnlySpan<byte> type) => TokenFormat.AadLength(type.Length, _scope.Length);

    /// <summary>Names this key and no other, and all that a record says of it.</summary>
    /// <param name="record">The record's bytes in front of the commitment.</param>
    internal byte[] CommitTo(ReadOnlySpan<byte> record) => HMACSHA256.HashData(_derived.Span[Length..], record);

    /// <summary>An AES-GCM engine of this key, for one thread at a time.</summary>
    internal AesGcm CreateEngine() => new(_derived.Span[..Length], TokenFormat.TagBytes);

    /// <summary>Writes what the encryption of a value binds.</summary>
    /// <param name="aad">Where it goes; <see cref="AadLength"/> bytes.</param>
    /// <param name="type">The value's type.</param>
    /// <returns>Its length.</returns>
    internal int WriteAad(Span<byte> aad, ReadOnlySpan<byte> type) =>
        TokenFormat.WriteAad(aad, _keyId, type, _scope);

    public void Dispose() => _derived.Dispose();
}
