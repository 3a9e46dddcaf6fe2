namespace PhiLens.LocalAws.Filtering;

/// <summary>The empty pattern, which fits everything.</summary>
internal sealed class EveryMessage : IMessageMatch
{
    public bool Matches(ReadOnlySpan<byte> message) => true;
}
