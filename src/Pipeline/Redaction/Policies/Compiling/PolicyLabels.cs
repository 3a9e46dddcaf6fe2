using PhiLens.Pipeline.Redaction.FieldSets;
using PhiLens.Pipeline.Redaction.Policies.Reading;

namespace PhiLens.Pipeline.Redaction.Policies.Compiling;

/// <summary>
/// The labels of a policy's rules: a rule's own name, or the kind of field or value, or what it selects. Rules with the
/// same label share one count.
/// </summary>
internal sealed class PolicyLabels
{
    private readonly List<string> _labels = [];

    /// <summary>Notes every label of some rules, so that counts have their places.</summary>
    /// <param name="rules">The rules, those of the preset put in.</param>
    internal PolicyLabels(IEnumerable<PolicyRule> rules)
    {
        foreach (string label in rules.SelectMany(Of))
        {
            if (!_labels.Contains(label))
            {
                _labels.Add(label);
            }
        }
    }

    /// <summary>All labels, each once.</summary>
    internal IReadOnlyList<string> All => _labels;

    /// <summary>Where the count of a label stands.</summary>
    internal int CounterOf(string label) => _labels.IndexOf(label);

    /// <summary>The labels of one rule.</summary>
    internal static IEnumerable<string> Of(PolicyRule rule) => rule.Selector switch
    {
        Selector.Fields => FieldSetEntries.Of(rule.Set).Select(entry => Of(rule, entry)).Distinct(),
        Selector.Detector when rule.Name.Length == 0 => rule.Selected,
        _ => [Single(rule)],
    };

    /// <summary>The label of one entry of a rule that selects a field set.</summary>
    internal static string Of(PolicyRule rule, FieldSetEntry entry) =>
        rule.Name.Length > 0 ? rule.Name : entry.Label;

    /// <summary>The label of a rule that has only one.</summary>
    internal static string Single(PolicyRule rule)
    {
        if (rule.Name.Length > 0)
        {
            return rule.Name;
        }

        return rule.Selector switch
        {
            Selector.Path => PolicyNames.From(
                rule.Selected[0].Split('.').LastOrDefault(s => s.Trim('*').Length > 0) ?? "", "field"),
            Selector.Value => "exception",
            _ => PolicyNames.From(rule.Selected[0], "field"),
        };
    }
}
