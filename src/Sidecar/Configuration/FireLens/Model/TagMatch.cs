using System.Text.RegularExpressions;

namespace PhiLens.Sidecar.Configuration.FireLens.Model;

/// <summary>Which tags a filter or an output is for. An expression wins over a pattern, as in Fluent Bit.</summary>
internal sealed class TagMatch
{
    private readonly string? _glob;
    private readonly Regex? _regex;

    private TagMatch(string? glob, Regex? regex, string shown)
    {
        _glob = glob;
        _regex = regex;
        Shown = shown;
    }

    /// <summary>The match for a message.</summary>
    public string Shown { get; }

    /// <summary>Whether every tag matches.</summary>
    public bool IsAll => _glob == "*";

    /// <summary>A match by a pattern, in which a star stands for any characters, none included.</summary>
    /// <param name="glob">The pattern.</param>
    /// <param name="shown">The pattern for a message.</param>
    public static TagMatch OfGlob(string glob, string shown) => new(glob, null, shown);

    /// <summary>A match by a regular expression.</summary>
    /// <param name="regex">The expression.</param>
    /// <param name="shown">The expression for a message.</param>
    public static TagMatch OfRegex(Regex regex, string shown) => new(null, regex, shown);

    /// <summary>A tag that the pattern matches; null for an expression.</summary>
    public string? Sample => _glob?.Replace("*", "", StringComparison.Ordinal);

    /// <summary>Whether a tag matches.</summary>
    /// <param name="tag">The tag.</param>
    public bool Matches(string tag) => _regex?.IsMatch(tag) ?? MatchesGlob(_glob!, tag);

    /// <summary>Like <see cref="Shown"/>.</summary>
    public override string ToString() => Shown;

    // Goes back to the last star only, which is enough and never takes longer than tag times pattern.
    private static bool MatchesGlob(string glob, string tag)
    {
        int at = 0;
        int star = -1;
        int retry = 0;
        int i = 0;
        while (i < tag.Length)
        {
            if (at < glob.Length && glob[at] == '*')
            {
                star = at++;
                retry = i;
            }
            else if (at < glob.Length && glob[at] == tag[i])
            {
                at++;
                i++;
            }
            else if (star >= 0)
            {
                at = star + 1;
                i = ++retry;
            }
            else
            {
                return false;
            }
        }

        return glob.AsSpan(at).Trim('*').IsEmpty;
    }
}
