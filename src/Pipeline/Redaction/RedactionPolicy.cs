using System.Text;
using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Redaction.Policies;
using PhiLens.Pipeline.Redaction.Policies.Compiling;
using PhiLens.Pipeline.Redaction.Policies.Reading;

namespace PhiLens.Pipeline.Redaction;

/// <summary>
/// What is redacted, and how: the rules of a policy document, in their order. The language stands in
/// <c>docs/redaction.md</c> and its schema in <c>docs/redaction-policy.schema.json</c>. Immutable; shared by
/// all threads.
/// </summary>
public sealed class RedactionPolicy
{
    private static readonly Lazy<RedactionPolicy> Preset = new(() => Read(Encoding.UTF8.GetBytes(PhiText)).Policy!);

    private readonly Func<RecordOrigin, RuleSet> _rulesOf;

    internal RedactionPolicy(IReadOnlyList<string> labels, Func<RecordOrigin, RuleSet> rulesOf)
    {
        Labels = labels;
        _rulesOf = rulesOf;
    }

    internal RedactionPolicy(IReadOnlyList<PolicyRule> rules, bool readsBase64)
    {
        PolicyRule[] all = [.. rules.SelectMany(WithPreset)];
        var labels = new PolicyLabels(all);
        Labels = labels.All;
        _rulesOf = new ScopedRules(all, labels, readsBase64).For;
        Written = rules;
        ReadsBase64 = readsBase64;
    }

    /// <summary>The preset <c>phi</c>.</summary>
    public static RedactionPolicy Phi => Preset.Value;

    /// <summary>The preset <c>phi</c> as a policy document.</summary>
    public static string PhiText => PhiPreset.Text;

    /// <summary>
    /// The labels that redactions are counted under, each once: at most one for each rule of the document, field kind
    /// and detector. They hold lower-case letters, digits, hyphens and underscores.
    /// </summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>How the rules were understood, one line each; no expression and no exact text is among it.</summary>
    public IReadOnlyList<string> Explanation => PolicyExplanation.Of(Written, ReadsBase64);

    /// <summary>Whether it is the preset or holds its rules.</summary>
    public bool UsesPreset => ReferenceEquals(this, Phi) || Written.Any(r => r.Selector == Selector.Use);

    /// <summary>Whether any rule makes pseudonyms.</summary>
    public bool UsesPseudonyms => Written.Any(r => r.Action == RedactionAction.Pseudonym);

    /// <summary>The rules as the document has them.</summary>
    internal IReadOnlyList<PolicyRule> Written { get; } = [];

    internal bool ReadsBase64 { get; }

    /// <summary>The word that the policy language has for an action.</summary>
    /// <param name="action">The action.</param>
    public static string WordOf(RedactionAction action) => PolicyWords.NameOf(action);

    /// <summary>Reads a policy document. Never throws, whatever the bytes are.</summary>
    /// <param name="document">JSON in UTF-8, at most 256 KiB.</param>
    /// <param name="sealing">
    /// What values can be sealed with; null for nothing: rules that ask for it are then refused.
    /// </param>
    /// <returns>The policy, or every error.</returns>
    public static PolicyResult Read(ReadOnlySpan<byte> document, ISealingSetup? sealing = null) =>
        PolicyReader.Read(document, sealing);

    /// <summary>The rules that hold for an origin. The same object each time.</summary>
    internal RuleSet For(RecordOrigin origin) => _rulesOf(origin);

    private static IEnumerable<PolicyRule> WithPreset(PolicyRule rule) => rule.Selector != Selector.Use
        ? [rule]
        : Phi.Written.Select(r => r with { Containers = rule.Containers, Streams = rule.Streams });
}
