using NameTable = System.Collections.Generic.Dictionary<string, int>.AlternateLookup<System.ReadOnlySpan<char>>;

namespace PhiLens.Pipeline.Redaction.Keys.Rules;

/// <summary>The rules that name keys: whole names, and names with stars.</summary>
internal sealed class KeyRules
{
    private readonly Dictionary<string, int> _whole = new(StringComparer.Ordinal);
    private readonly NameTable _lookup;
    private readonly List<(string Pattern, int Rule)> _patterns = [];

    internal KeyRules() => _lookup = _whole.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Adds a name; rules come in their order, the first stands.</summary>
    /// <param name="name">The name as it is compared, with or without stars.</param>
    /// <param name="rule">Its rule.</param>
    internal void Add(string name, int rule)
    {
        if (name.Contains(Glob.Star, StringComparison.Ordinal))
        {
            _patterns.Add((name, rule));
        }
        else
        {
            _whole.TryAdd(name, rule);
        }
    }

    /// <summary>The strongest rule for a name; <see cref="RuleSet.NoRule"/> for none.</summary>
    internal int Find(ReadOnlySpan<char> name)
    {
        int found = _lookup.TryGetValue(name, out int whole) ? whole : RuleSet.NoRule;
        foreach ((string pattern, int rule) in _patterns)
        {
            if (found != RuleSet.NoRule && found < rule)
            {
                return found;
            }

            if (Glob.Matches(pattern, name))
            {
                return rule;
            }
        }

        return found;
    }
}
