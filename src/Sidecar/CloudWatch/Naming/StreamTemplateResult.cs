namespace PhiLens.Sidecar.CloudWatch.Naming;

/// <summary>A template, or what is wrong with its text.</summary>
/// <param name="Template">The template; null when there are errors.</param>
/// <param name="Errors">Sentences for the user, each naming the setting; empty when there is a template.</param>
internal sealed record StreamTemplateResult(StreamTemplate? Template, IReadOnlyList<string> Errors);
