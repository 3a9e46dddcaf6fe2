using PhiLens.Pipeline.Filtering.Steps;

namespace PhiLens.Sidecar.Configuration.FireLens.Model.Filters;

/// <summary>One rule of <c>modify</c>.</summary>
/// <param name="Action">What it does.</param>
/// <param name="Key">The field.</param>
/// <param name="Argument">The value, or the other field; empty where the action has none.</param>
internal sealed record ModifyRule(ModifyAction Action, string Key, string Argument);
