namespace PhiLens.Sidecar.Configuration.FireLens.Syntax;

/// <summary>A key and its value.</summary>
/// <param name="Key">The key as it was written; keys are compared in any case.</param>
/// <param name="Value">The value.</param>
/// <param name="Place">Where the key stands.</param>
internal sealed record ConfigEntry(string Key, ConfigValue Value, SourcePlace Place)
{
    /// <summary>Whether the entry has this key, in any case.</summary>
    /// <param name="key">The key.</param>
    public bool Is(string key) => Key.Equals(key, StringComparison.OrdinalIgnoreCase);
}
