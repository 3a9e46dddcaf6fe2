namespace PhiLens.LocalAws.Filtering;

/// <summary>Decides whether an event's message fits a filter pattern.</summary>
internal interface IMessageMatch
{
    bool Matches(ReadOnlySpan<byte> message);
}
