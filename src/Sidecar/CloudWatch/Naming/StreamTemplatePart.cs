namespace PhiLens.Sidecar.CloudWatch.Naming;

/// <summary>A piece of a template.</summary>
/// <param name="Text">What it is when it is no placeholder.</param>
/// <param name="Value">What the placeholder stands for, or null.</param>
internal readonly record struct StreamTemplatePart(string Text, Func<StreamNameValues, string>? Value);
