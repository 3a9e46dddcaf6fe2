using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Tests.Doubles;

/// <summary>A sealer that knows scopes and seals nothing.</summary>
internal sealed class InMemorySealer : IFieldSealer
{
    public bool CanEncrypt { get; init; }

    public bool CanPseudonymise { get; init; }

    public List<string> Scopes { get; } = [];

    public int ScopeOf(string name)
    {
        if (!Scopes.Contains(name))
        {
            Scopes.Add(name);
        }

        return Scopes.IndexOf(name);
    }

    public int MaxTokenLength(ReadOnlySpan<byte> type, int valueLength) => 0;

    public bool TryEncrypt(
        ReadOnlySpan<byte> type, int scope, ReadOnlySpan<byte> value, Span<byte> token, out int written)
    {
        written = 0;
        return false;
    }

    public bool TryPseudonymise(ReadOnlySpan<byte> type, ReadOnlySpan<byte> value, Span<byte> token, out int written)
    {
        written = 0;
        return false;
    }
}
