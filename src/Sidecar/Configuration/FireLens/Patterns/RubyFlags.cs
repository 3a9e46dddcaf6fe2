namespace PhiLens.Sidecar.Configuration.FireLens.Patterns;

/// <summary>The options of a Ruby expression that hold at one place of it.</summary>
/// <param name="IgnoreCase"><c>i</c>: letters match in either case.</param>
/// <param name="DotMatchesLineFeed"><c>m</c>: what .NET calls single-line.</param>
/// <param name="Extended"><c>x</c>: blanks and comments do not count.</param>
internal readonly record struct RubyFlags(bool IgnoreCase, bool DotMatchesLineFeed, bool Extended)
{
    /// <summary>Switches one option; false when the letter is none.</summary>
    /// <param name="letter">The option's letter.</param>
    /// <param name="isOn">Whether it is switched on.</param>
    /// <param name="flags">The options afterwards.</param>
    public bool TryWith(char letter, bool isOn, out RubyFlags flags)
    {
        flags = letter switch
        {
            'i' => this with { IgnoreCase = isOn },
            'm' => this with { DotMatchesLineFeed = isOn },
            'x' => this with { Extended = isOn },
            _ => this,
        };
        return letter is 'i' or 'm' or 'x';
    }
}
