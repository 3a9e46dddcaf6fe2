namespace PhiLens.Sidecar.Configuration.FireLens.Syntax;

/// <summary>The value of a key, with its variables replaced. It may be a secret, so it never prints itself.</summary>
/// <param name="Text">The value; empty when it came to nothing.</param>
/// <param name="IsFromVariable">Whether any part of it came from a variable.</param>
/// <param name="Unset">The variables in it that have no value.</param>
internal sealed record ConfigValue(string Text, bool IsFromVariable, IReadOnlyList<string> Unset)
{
    /// <summary>What stands for a value that must not be shown.</summary>
    public const string Hidden = "(from a variable)";

    /// <summary>The value for a message: in quotes and on one line, or <see cref="Hidden"/>.</summary>
    public string Shown => IsFromVariable ? Hidden : $"\"{Printable.OneLine(Text, Printable.LongestQuote)}\"";

    /// <summary>Like <see cref="Shown"/>.</summary>
    public override string ToString() => Shown;
}
