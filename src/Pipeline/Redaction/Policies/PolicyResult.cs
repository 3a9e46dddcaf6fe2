namespace PhiLens.Pipeline.Redaction.Policies;

/// <summary>What reading a policy document came to.</summary>
/// <param name="Policy">The policy; null when there are errors.</param>
/// <param name="Errors">Every error, in the order of the document; at most 100.</param>
public sealed record PolicyResult(RedactionPolicy? Policy, IReadOnlyList<PolicyError> Errors);
