namespace PhiLens.Sidecar.Configuration.Values;

/// <summary>Reads a value. Never throws, whatever the text.</summary>
/// <typeparam name="T">What the text means.</typeparam>
/// <param name="text">The text, not empty.</param>
/// <param name="value">What it means; only meaningful when null is returned.</param>
/// <returns>Null, or the rule that the text breaks, to be read after the setting's name: "must be …".</returns>
internal delegate string? Parser<T>(SettingText text, out T value);
