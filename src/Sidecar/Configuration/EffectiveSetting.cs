namespace PhiLens.Sidecar.Configuration;

/// <summary>What a setting is in effect, and who said so.</summary>
/// <param name="Variable">The variable's full name.</param>
/// <param name="Value">The value fit to be shown: a secret is masked.</param>
/// <param name="Origin">
/// <c>default</c>, the name of an environment variable, <c>PHILENS_CONFIG_JSON</c>, or the path of the JSON document.
/// </param>
internal sealed record EffectiveSetting(string Variable, string Value, string Origin);
