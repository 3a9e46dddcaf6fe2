using System.Collections.Concurrent;
using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Redaction.Keys.Rules;

namespace PhiLens.Pipeline.Redaction.Policies.Compiling;

/// <summary>
/// Compiles the rules of a policy for a container and stream when they are first asked for, and remembers them. Those
/// that the same rules hold for share one set. Shared by all threads.
/// </summary>
/// <param name="rules">The rules, those of the preset put in.</param>
/// <param name="labels">Where counts stand.</param>
/// <param name="readsBase64">The policy's option.</param>
internal sealed class ScopedRules(IReadOnlyList<PolicyRule> rules, PolicyLabels labels, bool readsBase64)
{
    /// <summary>More places than this are compiled anew each time; a task has ten containers at most.</summary>
    private const int MostPlaces = 1024;

    private readonly ConcurrentDictionary<RecordOrigin, RuleSet> _places = new();
    private readonly ConcurrentDictionary<string, RuleSet> _sets = new(StringComparer.Ordinal);
    private readonly bool _hasScopes = rules.Any(r => r.HasScope);

    /// <summary>The rules that hold for a place.</summary>
    internal RuleSet For(RecordOrigin origin)
    {
        RecordOrigin place = _hasScopes ? origin : RecordOrigin.Unknown;
        if (_places.TryGetValue(place, out RuleSet? set))
        {
            return set;
        }

        set = Find(place);
        return _places.Count < MostPlaces ? _places.GetOrAdd(place, set) : set;
    }

    private RuleSet Find(RecordOrigin origin)
    {
        string container = origin.Container.ToLowerInvariant();
        string stream = origin.Stream.ToLowerInvariant();
        PolicyRule[] held = [.. rules.Where(r => Holds(r.Containers, container) && Holds(r.Streams, stream))];
        string key = string.Concat(rules.Select(r => held.Contains(r) ? '1' : '0'));
        if (_sets.TryGetValue(key, out RuleSet? set))
        {
            return set;
        }

        set = new PolicyCompiler(labels).Compile(held, readsBase64);
        return _sets.Count < MostPlaces ? _sets.GetOrAdd(key, set) : set;
    }

    private static bool Holds(IReadOnlyList<string> patterns, string name) =>
        patterns.Count == 0 || patterns.Any(p => Glob.Matches(p, name));
}
