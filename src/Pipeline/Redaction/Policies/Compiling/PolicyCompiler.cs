using System.Text;
using PhiLens.Pipeline.Redaction.FieldSets;
using PhiLens.Pipeline.Redaction.Keys;
using PhiLens.Pipeline.Redaction.Keys.Rules;
using PhiLens.Pipeline.Redaction.Patterns;
using PhiLens.Pipeline.Redaction.Structures.Hl7;
using PhiLens.Pipeline.Redaction.Structures.X12;
using PhiLens.Pipeline.Redaction.Structures.Xml;

namespace PhiLens.Pipeline.Redaction.Policies.Compiling;

/// <summary>Makes of rules what scanners ask: tables of keys and paths, detectors, expressions, exceptions.</summary>
/// <param name="labels">Where counts stand.</param>
internal sealed class PolicyCompiler(PolicyLabels labels)
{
    private readonly List<RedactionRule> _rules = [];
    private readonly KeyRules _keys = new();
    private readonly PathRules _paths = new();
    private readonly ExactTexts _exceptions = new();
    private readonly PathRules _fhir = new();
    private readonly Dictionary<FieldSet, (FieldSetEntry Entry, int Rule)[]> _sets = [];
    private readonly List<(Detector Detector, int Rule)> _detectors = [];
    private readonly List<(ValuePattern Pattern, int Rule)> _patterns = [];

    /// <summary>Compiles rules, the strongest first.</summary>
    internal RuleSet Compile(IEnumerable<PolicyRule> rules, bool readsBase64)
    {
        foreach (PolicyRule rule in rules)
        {
            Add(rule);
        }

        foreach ((FieldSetEntry entry, int rule) in EntriesOf(FieldSet.FhirR4))
        {
            // The last names of a path, which hold at any depth.
            _fhir.Add([PathRules.AnyDepth, .. entry.Selector.Split('.').Select(Normalise)], rule);
        }

        int[]? kinds = _sets.TryGetValue(FieldSet.Common, out var common) ? [.. common.Select(e => e.Rule)] : null;
        var set = new RuleSet(_rules, new CompiledKeys(_keys, _paths, _fhir, kinds))
        {
            Exceptions = _exceptions,
            ReadsBase64 = readsBase64,
            Hl7 = new Hl7Rules(EntriesOf(FieldSet.Hl7V2)),
            X12 = new X12Rules(EntriesOf(FieldSet.X12)),
            Cda = new CdaRules(EntriesOf(FieldSet.Cda)),
        };
        _detectors.ForEach(d => set.Use(d.Detector, d.Rule));
        if (_patterns.Count > 0)
        {
            set.Use(new PatternSet([.. _patterns]), _patterns[0].Rule);
        }

        return set;
    }

    private (FieldSetEntry Entry, int Rule)[] EntriesOf(FieldSet set) => _sets.GetValueOrDefault(set, []);

    private void Add(PolicyRule rule)
    {
        switch (rule.Selector)
        {
            case Selector.Fields:
                _sets.TryAdd(rule.Set, AddEntries(rule));
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

    /// <summary>Entries with the same label and action share a rule.</summary>
    private (FieldSetEntry Entry, int Rule)[] AddEntries(PolicyRule rule)
    {
        var rules = new Dictionary<(string, RedactionAction), int>();
        List<(FieldSetEntry, int)> entries = [];
        foreach (FieldSetEntry entry in FieldSetEntries.Of(rule.Set))
        {
            (string Label, RedactionAction Action) key =
                (PolicyLabels.Of(rule, entry), rule.Action ?? entry.DefaultAction);
            if (!rules.TryGetValue(key, out int index))
            {
                rules.Add(key, index = New(rule, key.Label, key.Action));
            }

            entries.Add((entry, index));
        }

        return [.. entries];
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
