using System.Text.RegularExpressions;
using PhiLens.Sidecar.Configuration.FireLens.Model;
using PhiLens.Sidecar.Configuration.FireLens.Patterns;
using PhiLens.Sidecar.Configuration.FireLens.Syntax;

namespace PhiLens.Sidecar.Configuration.FireLens.Sections;

/// <summary>Reads what several kinds of sections have.</summary>
internal static class MatchReading
{
    /// <summary>Reads <c>Match</c> and <c>Match_Regex</c>; a match of everything when they are refused.</summary>
    /// <param name="options">The section's options.</param>
    public static TagMatch Read(SectionOptions options)
    {
        if (options.Section.Find("match_regex") is { } regexEntry)
        {
            Regex? regex = ReadRegex(options, regexEntry, regexEntry.Value.Text);
            return regex is null ? TagMatch.OfGlob("*", "*") : TagMatch.OfRegex(regex, regexEntry.Value.Shown);
        }

        string glob = options.Required("match", "say which tags it is for, such as Match *");
        ConfigValue? value = options.Section.Find("match")?.Value;
        string shown = value is { IsFromVariable: false } ? FireLensReport.ShowName(glob) : ConfigValue.Hidden;
        return TagMatch.OfGlob(glob, shown);
    }

    /// <summary>Reads a Ruby expression; null when it is refused.</summary>
    /// <param name="options">The section's options.</param>
    /// <param name="entry">The option that holds it.</param>
    /// <param name="pattern">The expression.</param>
    public static Regex? ReadRegex(SectionOptions options, ConfigEntry entry, string pattern)
    {
        if (RubyRegex.Read(pattern, out Regex? regex) is { } problem)
        {
            options.Refuse(entry, $"cannot be translated, because it has {problem}: rewrite the expression without it");
        }

        return regex;
    }

    /// <summary>Splits <c>field rest</c> at its first blank; an empty rest when there is none.</summary>
    /// <param name="text">The text.</param>
    public static (string Head, string Tail) SplitPair(string text)
    {
        int blank = text.IndexOfAny([' ', '\t']);
        return blank < 0 ? (text, "") : (text[..blank], text[blank..].TrimStart());
    }
}
