using System.Text;
using PhiLens.Pipeline.Redaction.FieldSets;
using PhiLens.Pipeline.Redaction.Keys;
using PhiLens.Pipeline.Redaction.Keys.Rules;
using PhiLens.Pipeline.Redaction.Patterns;

namespace PhiLens.Pipeline.Redaction.Policies.Compiling;

/// <summary>Makes of rules what scanners ask: tables of keys and paths, detectors, expressions, exceptions.</summary>
/// <param name="labels">Where counts stand.</param>
internal sealed class PolicyCompiler(PolicyLabels labels)
{
    private readonly List<RedactionRule> _rules = [];
    private readonly KeyRules _keys = new();
    private readonly PathRules _paths = new();
    private readonly ExactTexts _exceptions = new();
    private readonly List<(FieldSet Set, int[] Rules)> _sets = [];
    private readonly List<(Detector Detector, int Rule)> _detectors = [];
    private readonly List<(ValuePattern Pattern, int Rule)> _patterns = [];

    /// <summary>Compiles rules, the strongest first.</summary>
    internal RuleSet Compile(IEnumerable<PolicyRule> rules, bool readsBase64)
    {
        foreach (PolicyRule rule in rules)
        {
            Add(rule);
        }

        var names = _sets
            .Select(s => (Names: FieldSetNames.Of(s.Set), s.Rules))
            .Where(s => s.Names is not null)
            .Select(s => (s.Names!, s.Rules));
        var set = new RuleSet(_rules, new CompiledKeys(_keys, _paths, [.. names]))
        {
            Patterns = _patterns.Count == 0 ? PatternSet.None : new PatternSet([.. _patterns]),
            Exceptions = _exceptions,
            ReadsBase64 = readsBase64,
        };
        _sets.ForEach(s => set.Use(s.Set, s.Rules));
        _detectors.ForEach(d => set.Use(d.Detector, d.Rule));
        return set;
    }

    private void Add(PolicyRule rule)
    {
        switch (rule.Selector)
        {
            case Selector.Fields:
                _sets.Add((rule.Set, AddKinds(rule)));
                break;
            case Selector.Detector:
                AddDetectors(rule);
                break;
            default:
                AddSingle(rule, New(rule, PolicyLabels.Single(rule), rule.Action!.Value));
                break;
        }
    }

    private void AddSingle(PolicyRule rule, int index)
    {
        if (rule.Pattern is not null)
        {
            _patterns.Add((rule.Pattern, index));
            return;
        }

        foreach (string text in rule.Selected)
        {
            switch (rule.Selector)
            {
                case Selector.Key:
                    _keys.Add(Normalise(text), index);
                    break;
                case Selector.Path:
                    _paths.Add([.. text.Split('.').Select(s => s == PathRules.AnyDepth ? s : Normalise(s))], index);
                    break;
                default:
                    _exceptions.Add(text, index);
                    break;
            }
        }
    }

    private void AddDetectors(PolicyRule rule)
    {
        foreach (string word in rule.Selected)
        {
            int index = New(rule, rule.Name.Length > 0 ? rule.Name : word, rule.Action!.Value);
            _detectors.Add((PolicyWords.Detectors[word], index));
        }
    }

    private int[] AddKinds(PolicyRule rule)
    {
        var rules = new int[(int)FieldKind.Count];
        for (FieldKind kind = 0; kind < FieldKind.Count; kind++)
        {
            rules[(int)kind] = New(rule, PolicyLabels.Of(rule, kind), rule.Action ?? FieldKinds.ActionOf(kind));
        }

        return rules;
    }

    private int New(PolicyRule rule, string label, RedactionAction action)
    {
        _rules.Add(new RedactionRule(_rules.Count, label, action)
        {
            Keep = rule.Keep,
            Scope = rule.Scope,
            Counter = labels.CounterOf(label),
        });
        return _rules.Count - 1;
    }

    private static string Normalise(string text) => NameSplitter.Normalise(Encoding.UTF8.GetBytes(text));
}
