using System.Buffers.Binary;
using System.Security.Cryptography;

namespace PhiLens.Pipeline.Sealing.Keys;

/// <summary>
/// A data key that values are encrypted under, by any number of threads. Its nonces are counted, so that none comes
/// twice; beyond its hard limits it encrypts nothing more.
/// </summary>
internal sealed class DataKey : IDisposable
{
    /// <summary>After so many values a new key is wanted: 2^28.</summary>
    internal const long WantedValues = 1L << 28;

    /// <summary>After so many bytes a new key is wanted: 2^36, 64 GiB.</summary>
    internal const long WantedBytes = 1L << 36;

    /// <summary>The most values under one key: 2^32, what NIST SP 800-38D allows where nonces are drawn.</summary>
    internal const long MostValues = 1L << 32;

    /// <summary>The most bytes under one key: 2^40, 1 TiB.</summary>
    internal const long MostBytes = 1L << 40;

    private readonly FieldKey _key;
    private readonly EnginePool<AesGcm> _engines;
    private readonly uint _nonceStart;
    private long _values;
    private long _bytes;
    private volatile bool _isKnown;

    internal DataKey(GeneratedKey generated, IReadOnlyDictionary<string, string> context, DateTimeOffset now)
    {
        string scope = context[KeyRecord.ScopeName];
        _key = new FieldKey(generated.Plaintext.Span, generated.Blob.Span, scope);
        _engines = new EnginePool<AesGcm>(_key.CreateEngine);
        _nonceStart = BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(sizeof(uint)));
        KeyRecord record = KeyRecord.Of(_key.KeyId, generated, context, now);
        Record = record with { Commitment = _key.CommitTo(record.Vouched.Span) };
    }

    /// <summary>Whether the ring knows that it has sealed something.</summary>
    internal bool IsKnown
    {
        get => _isKnown;
        set => _isKnown = value;
    }

    /// <summary>What whoever opens its tokens needs, and may be told.</summary>
    internal KeyRecord Record { get; }

    /// <summary>The key's number as tokens have it.</summary>
    internal ReadOnlySpan<byte> KeyIdText => _key.KeyIdText;

    /// <summary>How many values were encrypted.</summary>
    internal long Values => Volatile.Read(ref _values);

    /// <summary>Whether so much was encrypted that a new key is wanted.</summary>
    internal bool IsWorn => Values >= WantedValues || Volatile.Read(ref _bytes) >= WantedBytes;

    /// <summary>Whether it may encrypt nothing more.</summary>
    internal bool IsSpent => Values >= MostValues || Volatile.Read(ref _bytes) >= MostBytes;

    /// <summary>Encrypts a value.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="value">The value.</param>
    /// <param name="payload">Where nonce, ciphertext and tag go: 28 bytes more than the value.</param>
    /// <returns>False when the key may not be used any more.</returns>
    internal bool TrySeal(ReadOnlySpan<byte> type, ReadOnlySpan<byte> value, Span<byte> payload)
    {
        if (IsSpent || !_engines.TryTake(out AesGcm? engine))
        {
            return false;
        }

        Span<byte> nonce = payload[..TokenFormat.NonceBytes];
        BinaryPrimitives.WriteUInt32BigEndian(nonce, _nonceStart);
        BinaryPrimitives.WriteInt64BigEndian(nonce[sizeof(uint)..], Interlocked.Increment(ref _values));
        Interlocked.Add(ref _bytes, value.Length);
        Span<byte> aad = stackalloc byte[_key.AadLength(type)];
        _ = _key.WriteAad(aad, type);
        engine.Encrypt(
            nonce,
            value,
            payload[TokenFormat.NonceBytes..^TokenFormat.TagBytes],
            payload[^TokenFormat.TagBytes..],
            aad);
        _engines.Return(engine);
        return true;
    }

    /// <summary>Clears the key. A value that is being encrypted is finished.</summary>
    public void Dispose()
    {
        _engines.Dispose();
        _key.Dispose();
    }
}
