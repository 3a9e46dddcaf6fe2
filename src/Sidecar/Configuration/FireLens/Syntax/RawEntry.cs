namespace PhiLens.Sidecar.Configuration.FireLens.Syntax;

/// <summary>A key and its value before variables are replaced.</summary>
/// <param name="Key">The key as it was written.</param>
/// <param name="Text">The value as it was written.</param>
/// <param name="Place">Where the key stands.</param>
internal sealed record RawEntry(string Key, string Text, SourcePlace Place);
