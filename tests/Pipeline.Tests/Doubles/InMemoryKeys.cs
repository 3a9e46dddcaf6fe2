using System.Security.Cryptography;
using PhiLens.Pipeline.Sealing;
using PhiLens.Pipeline.Sealing.Keys;

namespace PhiLens.Pipeline.Tests.Doubles;

/// <summary>A provider that keeps its keys in memory and can be shut.</summary>
internal sealed class InMemoryKeys : IKeyProvider, ISealingListener
{
    private readonly Dictionary<string, byte[]> _keys = [];

    public byte[] Root { get; } = RandomNumberGenerator.GetBytes(32);

    /// <summary>Why there are no keys now; null when there are.</summary>
    public string? Shut { get; set; }

    public int Generated { get; private set; }

    public List<IReadOnlyDictionary<string, string>> Contexts { get; } = [];

    public List<string> Made { get; } = [];

    public List<(string Purpose, string Reason)> Unavailable { get; } = [];

    public Task<GeneratedKey> GenerateAsync(
        IReadOnlyDictionary<string, string> context, CancellationToken cancellationToken)
    {
        if (Shut is { } reason)
        {
            throw new NoKeyException(reason, needsPerson: false);
        }

        byte[] key = RandomNumberGenerator.GetBytes(32);
        byte[] blob = RandomNumberGenerator.GetBytes(184);
        lock (_keys)
        {
            Generated++;
            Contexts.Add(context);
            _keys[Convert.ToBase64String(blob)] = key;
        }

        return Task.FromResult(new GeneratedKey(SecretBytes.CopyOf(key), blob, "arn:aws:kms:local:1:key/k"));
    }

    public Task<SecretBytes> OpenAsync(
        ReadOnlyMemory<byte> blob, IReadOnlyDictionary<string, string> context, CancellationToken cancellationToken) =>
        Shut is { } reason
            ? throw new NoKeyException(reason, needsPerson: true)
            : Task.FromResult(SecretBytes.CopyOf(Root));

    public byte[] KeyOf(KeyRecord record) => _keys[Convert.ToBase64String(record.Blob.Span)];

    public void KeyMade(string scope, string keyId) => Made.Add(scope);

    public void KeyUnavailable(string purpose, string reason, TimeSpan wait) => Unavailable.Add((purpose, reason));
}
