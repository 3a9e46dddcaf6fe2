namespace PhiLens.Pipeline.Redaction.Keys;

/// <summary>No name means anything.</summary>
internal sealed class NoKeys : KeyTable
{
    internal static readonly NoKeys Instance = new();

    internal override KeyMatch Find(ReadOnlySpan<byte> name) => KeyMatch.Nothing;

    internal override int FindPath(in KeyPath path) => RuleSet.NoRule;
}
