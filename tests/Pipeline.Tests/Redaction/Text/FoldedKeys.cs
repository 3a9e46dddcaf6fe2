using System.Text;
using PhiLens.Pipeline.Redaction;
using PhiLens.Pipeline.Redaction.Keys;

namespace PhiLens.Pipeline.Tests.Redaction.Text;

/// <summary>Names of fields, compared without regard to case, hyphens, underscores, blanks and dots.</summary>
internal sealed class FoldedKeys : KeyTable
{
    public Dictionary<string, KeyMatch> Names { get; } = [];

    internal override KeyMatch Find(ReadOnlySpan<byte> name)
    {
        string folded = string.Concat(Encoding.UTF8.GetString(name).Where(c => c is not ('-' or '_' or ' ' or '.')));
        return Names.GetValueOrDefault(folded.ToLowerInvariant(), KeyMatch.Nothing);
    }

    internal override int FindPath(in KeyPath path) => RuleSet.NoRule;
}
