namespace PhiLens.Sidecar.Configuration;

/// <summary>What reading the configuration came to.</summary>
/// <param name="Options">The options, or null when there are errors.</param>
/// <param name="Errors">Every error, in the order of the table of settings.</param>
/// <param name="Settings">Every setting as it is in effect, in the order of the table.</param>
internal sealed record ConfigurationResult(
    SidecarOptions? Options,
    IReadOnlyList<ConfigurationError> Errors,
    IReadOnlyList<EffectiveSetting> Settings);
