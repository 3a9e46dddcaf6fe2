using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Sealing.Keys;

namespace PhiLens.Pipeline.Sealing.Opening;

/// <summary>A data key that was opened again, for reading tokens. For one thread at a time.</summary>
public sealed class OpeningKey : IDisposable
{
    private readonly FieldKey _key;
    private readonly AesGcm _engine;

    private OpeningKey(FieldKey key)
    {
        _key = key;
        _engine = key.CreateEngine();
    }

    /// <summary>Takes a data key, if it is the one that a record means.</summary>
    /// <param name="record">The record.</param>
    /// <param name="dataKey">What its ciphertext holds; stays the caller's.</param>
    /// <returns>Null when the record was changed, or the key is another one.</returns>
    public static OpeningKey? Of(KeyRecord record, ReadOnlySpan<byte> dataKey)
    {
        if (dataKey.Length != FieldKey.Length || !IsOwn(record))
        {
            return null;
        }

        FieldKey key = new(dataKey, record.Blob.Span, record.Scope);
        if (CryptographicOperations.FixedTimeEquals(key.CommitTo(record.Vouched.Span), record.Commitment.Span))
        {
            return new OpeningKey(key);
        }

        key.Dispose();
        return null;
    }

    /// <summary>Whether a record's number is that of its ciphertext.</summary>
    /// <param name="record">The record.</param>
    public static bool IsOwn(KeyRecord record) =>
        record.KeyId == Base64Url.EncodeToString(SHA256.HashData(record.Blob.Span).AsSpan(0, TokenFormat.KeyIdBytes));

    /// <summary>The most bytes that a token's value has.</summary>
    /// <param name="token">The token.</param>
    public static int MaxValueLength(ReadOnlySpan<byte> token) => Base64Url.GetMaxDecodedLength(token.Length);

    /// <summary>Opens a token.</summary>
    /// <param name="token">The whole token.</param>
    /// <param name="parts">Where its parts stand.</param>
    /// <param name="value">Where its value goes; at least <see cref="MaxValueLength"/> bytes.</param>
    /// <param name="written">The value's length.</param>
    public TokenOutcome Open(ReadOnlySpan<byte> token, in SealedToken parts, Span<byte> value, out int written)
    {
        written = 0;
        if (!token[parts.KeyId].SequenceEqual(_key.KeyIdText))
        {
            return TokenOutcome.Damaged;
        }

        byte[] payload = new byte[Base64Url.GetMaxDecodedLength(token.Length)];
        if (Base64Url.DecodeFromUtf8(token[parts.Payload], payload, out _, out int length)
            != OperationStatus.Done
            || length < TokenFormat.NonceBytes + TokenFormat.TagBytes
            || !IsCanonical(payload.AsSpan(0, length), token[parts.Payload]))
        {
            return TokenOutcome.Damaged;
        }

        ReadOnlySpan<byte> whole = payload.AsSpan(0, length);
        ReadOnlySpan<byte> ciphertext = whole[TokenFormat.NonceBytes..^TokenFormat.TagBytes];
        ReadOnlySpan<byte> type = token[parts.Type];
        Span<byte> aad = new byte[_key.AadLength(type)];
        _ = _key.WriteAad(aad, type);
        try
        {
            _engine.Decrypt(
                whole[..TokenFormat.NonceBytes],
                ciphertext,
                whole[^TokenFormat.TagBytes..],
                value[..ciphertext.Length],
                aad);
        }
        catch (AuthenticationTagMismatchException)
        {
            return TokenOutcome.Damaged;
        }

        written = ciphertext.Length;
        return TokenOutcome.Opened;
    }

    /// <summary>Whether nothing hides in the bits behind the last whole byte.</summary>
    private static bool IsCanonical(ReadOnlySpan<byte> payload, ReadOnlySpan<byte> text)
    {
        byte[] again = new byte[text.Length];
        return Base64Url.EncodeToUtf8(payload, again) == text.Length && text.SequenceEqual(again);
    }

    /// <summary>Clears the key.</summary>
    public void Dispose()
    {
        _engine.Dispose();
        _key.Dispose();
    }
}
