namespace PhiLens.Sidecar.Configuration.Layers;

/// <summary>One thing that a layer says.</summary>
/// <param name="Key">The key as the .NET configuration writes it, in the user's case: <c>Log:Level</c>.</param>
/// <param name="Text">The value's text.</param>
/// <param name="Origin">The environment variable, the path of the document, or <c>PHILENS_CONFIG_JSON</c>.</param>
internal sealed record LayerEntry(string Key, string Text, string Origin);
