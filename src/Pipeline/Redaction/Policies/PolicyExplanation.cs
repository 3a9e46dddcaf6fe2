using PhiLens.Pipeline.Redaction.Policies.Compiling;

namespace PhiLens.Pipeline.Redaction.Policies;

/// <summary>Says in a line for each rule how it was understood.</summary>
internal static class PolicyExplanation
{
    /// <summary>The lines.</summary>
    internal static IReadOnlyList<string> Of(IEnumerable<PolicyRule> rules, bool readsBase64) =>
    [
        .. rules.Select(Line),
        readsBase64 ? "base64 is decoded and looked at" : "base64 is left as it is",
    ];

    private static string Line(PolicyRule rule)
    {
        string selector = PolicyWords.Selectors.First(s => s.Value == rule.Selector).Key;
        string scope = string.Concat(Scope("containers", rule.Containers), Scope("streams", rule.Streams));
        string action = rule.Action is { } named ? PolicyWords.NameOf(named) : "each its own action";
        string keep = rule.Action == RedactionAction.Mask ? $", {rule.Keep} kept" : "";
        return rule.Selector switch
        {
            Selector.Use => $"{rule.Number} {selector} {rule.Selected[0]}: "
                + $"{RedactionPolicy.Phi.Written.Count} rules{scope}",
            Selector.Pattern => $"{rule.Number} {selector}: {action}{keep} as {rule.Name}{scope}",
            Selector.Value => $"{rule.Number} {selector}: {rule.Selected.Count} texts stay{scope}",
            Selector.Fields => $"{rule.Number} {selector} {rule.Selected[0]}: {action}{keep}{scope}",
            _ => $"{rule.Number} {selector} {string.Join(", ", rule.Selected)}: {action}{keep} as "
                + $"{string.Join(", ", PolicyLabels.Of(rule))}{scope}",
        };
    }

    private static string Scope(string of, IReadOnlyList<string> patterns) =>
        patterns.Count == 0 ? "" : $", in {of} {string.Join(", ", patterns)}";
}
