using System.Text;
using PhiLens.Pipeline.Redaction;
using PhiLens.Pipeline.Redaction.Keys;

namespace PhiLens.Pipeline.Tests.Redaction.Structures;

/// <summary>A few names of fields, and the FHIR set by the last names of a path.</summary>
internal sealed class NamedKeys(Dictionary<string, int> names, Dictionary<string, int> paths) : KeyTable
{
    internal override KeyMatch Find(ReadOnlySpan<byte> name) =>
        names.TryGetValue(Encoding.UTF8.GetString(name.ToArray()).ToLowerInvariant(), out int rule)
            ? new KeyMatch(rule, Hints.None, EndsPath: false)
            : KeyMatch.Nothing;

    internal override int FindPath(in KeyPath path)
    {
        string whole = "";
        for (int depth = path.Count - 1; path.IsFhir && depth >= 0; depth--)
        {
            whole = Encoding.UTF8.GetString(path[depth].ToArray()) + (whole.Length == 0 ? "" : ".") + whole;
            if (paths.TryGetValue(whole, out int rule))
            {
                return rule;
            }
        }

        return RuleSet.NoRule;
    }
}
