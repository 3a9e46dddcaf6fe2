namespace PhiLens.Pipeline.Redaction.Structures.Hl7;

/// <summary>The rules of one field's components.</summary>
internal sealed class Hl7FieldRules
{
    private readonly List<int> _components = [RuleSet.NoRule];

    /// <summary>Where nothing is named.</summary>
    internal static Hl7FieldRules Nothing { get; } = new();

    /// <summary>The rule of a component; <see cref="RuleSet.NoRule"/> for one that is scanned instead.</summary>
    /// <param name="component">Its number, from 1.</param>
    internal int this[int component] => component < _components.Count && _components[component] != RuleSet.NoRule
        ? _components[component]
        : _components[0];

    /// <summary>
    /// Sets the rule of a component, or with 0 of all that have none of their own, unless it has one.
    /// </summary>
    internal void Add(int component, int rule)
    {
        while (_components.Count <= component)
        {
            _components.Add(RuleSet.NoRule);
        }

        if (_components[component] == RuleSet.NoRule)
        {
            _components[component] = rule;
        }
    }
}
