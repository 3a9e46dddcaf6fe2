namespace PhiLens.Sidecar.Configuration;

/// <summary>One thing that is wrong with the configuration.</summary>
/// <param name="Variable">The full name of the setting, for example <c>PHILENS_LOG__LEVEL</c>.</param>
/// <param name="Rule">What is wrong, to be read after the name: "must be …". Ends with a full stop.</param>
internal sealed record ConfigurationError(string Variable, string Rule)
{
    /// <summary>One sentence on one line that starts with the setting's name.</summary>
    public override string ToString() => Printable.OneLine($"{Variable} {Rule}", Printable.LongestMessage);
}
