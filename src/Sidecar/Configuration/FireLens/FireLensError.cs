using PhiLens.Sidecar.Configuration.FireLens.Syntax;

namespace PhiLens.Sidecar.Configuration.FireLens;

/// <summary>One thing in the agent's file that cannot be used. Never holds a value that came from a variable.</summary>
/// <param name="Place">The file and line.</param>
/// <param name="Section">The section's title, for example <c>[OUTPUT]</c>.</param>
/// <param name="Rule">What is wrong and what to do, to be read after the title. Ends with a full stop.</param>
internal sealed record FireLensError(SourcePlace Place, string Section, string Rule)
{
    /// <summary>The same as an error of the configuration.</summary>
    public ConfigurationError ToConfigurationError() => new($"{Place} {Section}", Rule);

    /// <summary>One sentence on one line: <c>file:line [SECTION] rule</c>.</summary>
    public override string ToString() => ToConfigurationError().ToString();
}
