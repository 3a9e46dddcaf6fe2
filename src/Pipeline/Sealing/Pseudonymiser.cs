using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using PhiLens.Pipeline.Sealing.Keys;

namespace PhiLens.Pipeline.Sealing;

/// <summary>
/// Makes pseudonyms: the same for the same value and type under the same root key, in any task and after any restart.
/// They cannot be opened, and they still tell who is the same: they remain PHI.
/// </summary>
internal sealed class Pseudonymiser : IDisposable
{
    /// <summary>The length of a root key, in bytes.</summary>
    internal const int RootLength = 32;

    private readonly SecretBytes _derived;
    private readonly byte[] _keyId;
    private readonly EnginePool<IncrementalHash> _engines;

    /// <summary>Derives what pseudonyms are made with.</summary>
    /// <param name="root">The root key, 32 bytes.</param>
    internal Pseudonymiser(ReadOnlySpan<byte> root)
    {
        _derived = SecretBytes.Derive(root, "PhiLens LT1"u8, RootLength + TokenFormat.KeyIdBytes);
        _keyId = Encoding.ASCII.GetBytes(Base64Url.EncodeToString(_derived.Span[RootLength..]));
        _engines = new EnginePool<IncrementalHash>(
            () => IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _derived.Span[..RootLength]));
    }

    /// <summary>Writes the pseudonym of a value.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="value">The value.</param>
    /// <param name="token">Where it goes.</param>
    /// <returns>Its length; 0 when the key is gone.</returns>
    internal int Write(ReadOnlySpan<byte> type, ReadOnlySpan<byte> value, Span<byte> token)
    {
        if (!_engines.TryTake(out IncrementalHash? engine))
        {
            return 0;
        }

        NormalForm.Append(engine, type, value);
        Span<byte> mark = stackalloc byte[SHA256.HashSizeInBytes];
        engine.GetHashAndReset(mark);
        _engines.Return(engine);
        return TokenFormat.WritePseudonym(token, type, _keyId, mark[..TokenFormat.PseudonymBytes]);
    }

    public void Dispose()
    {
        _engines.Dispose();
        _derived.Dispose();
    }
}
