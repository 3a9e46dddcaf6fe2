using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Redaction;

/// <summary>What is redacted and how. Immutable; shared by all lanes.</summary>
public sealed class RedactionPolicy
{
    private readonly Func<RecordOrigin, RuleSet> _rulesOf;

    internal RedactionPolicy(IReadOnlyList<string> labels, Func<RecordOrigin, RuleSet> rulesOf)
    {
        Labels = labels;
        _rulesOf = rulesOf;
    }

    /// <summary>The labels of its rules, each once; <see cref="RedactionRule.Counter"/> is an index of it.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>The rules that hold for an origin.</summary>
    internal RuleSet For(RecordOrigin origin) => _rulesOf(origin);
}
