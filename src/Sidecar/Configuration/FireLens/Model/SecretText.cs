namespace PhiLens.Sidecar.Configuration.FireLens.Model;

/// <summary>A text that never prints itself.</summary>
/// <param name="value">The text.</param>
internal sealed class SecretText(string value)
{
    /// <summary>The text, for the one place that needs it.</summary>
    public string Reveal() => value;

    /// <summary>Stars.</summary>
    public override string ToString() => "***";
}
