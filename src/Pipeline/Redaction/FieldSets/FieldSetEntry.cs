namespace PhiLens.Pipeline.Redaction.FieldSets;

/// <summary>One field of a set that a policy can name as a whole.</summary>
/// <param name="Selector">Which field it is, in the set's own notation.</param>
/// <param name="Label">Names the kind of value in tokens, counts and explanations.</param>
/// <param name="DefaultAction">What is done with it when the policy does not say.</param>
internal sealed record FieldSetEntry(string Selector, string Label, RedactionAction DefaultAction);
