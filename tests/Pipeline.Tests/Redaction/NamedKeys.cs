using System.Text;
using PhiLens.Pipeline.Redaction;
using PhiLens.Pipeline.Redaction.Keys;

namespace PhiLens.Pipeline.Tests.Redaction;

/// <summary>Names and paths that a test gives rules to.</summary>
internal sealed class NamedKeys : KeyTable
{
    public Dictionary<string, int> Rules { get; } = [];

    public Dictionary<string, int> Paths { get; } = [];

    public Dictionary<string, Hints> Hints { get; } = [];

    internal override bool HasPaths(bool isFhir) => Paths.Count > 0;

    internal override KeyMatch Find(ReadOnlySpan<byte> name)
    {
        string text = Encoding.UTF8.GetString(name);
        return new KeyMatch(
            Rules.GetValueOrDefault(text, RuleSet.NoRule), Hints.GetValueOrDefault(text), EndsPath: Paths.Count > 0);
    }

    internal override int FindPath(in KeyPath path)
    {
        var names = new string[path.Count];
        for (int i = 0; i < path.Count; i++)
        {
            names[i] = Encoding.UTF8.GetString(path[i]);
        }

        return Paths.GetValueOrDefault(string.Join('.', names), RuleSet.NoRule);
    }
}
