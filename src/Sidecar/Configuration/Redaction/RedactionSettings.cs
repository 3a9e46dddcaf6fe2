using PhiLens.Sidecar.Configuration.Table;
using PhiLens.Sidecar.Configuration.Values;

namespace PhiLens.Sidecar.Configuration.Redaction;

/// <summary>The settings of redaction.</summary>
internal static class RedactionSettings
{
    /// <summary><c>REDACTION__PRESET</c>.</summary>
    public static Setting<bool> Preset { get; } = new(Kinds.Choice(("phi", true), ("off", false)))
    {
        Key = "REDACTION:PRESET",
        Default = "phi",
        Description = "What is redacted when no policy is set: `phi` is described in "
            + "[redaction.md](redaction.md#the-preset-phi), `off` lets records leave as they were written",
    };

    /// <summary><c>REDACTION__POLICY</c>.</summary>
    public static Setting<string> PolicyFile { get; } = new(Kinds.Path)
    {
        Key = "REDACTION:POLICY",
        Description = "The path of a [policy document](redaction.md), read once at the start; it replaces the preset, "
            + "unless it holds the rule `{\"use\":\"phi\"}`",
    };

    /// <summary><c>REDACTION__POLICYJSON</c>.</summary>
    public static Setting<string> PolicyText { get; } = new(Kinds.LongText)
    {
        Key = "REDACTION:POLICYJSON",
        IsSecret = true,
        Description = "The text of a policy document, instead of its path",
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Setting> All { get; } = [Preset, PolicyFile, PolicyText];
}
