using System.Buffers;

namespace PhiLens.Pipeline.Redaction.Policies.Reading;

/// <summary>What names in a policy may be made of.</summary>
internal static class PolicyNames
{
    /// <summary>The rule for names, to be read behind "must be".</summary>
    internal const string Rule = "from 1 to 64 lower-case letters, digits, hyphens and underscores, a letter first";

    private static readonly SearchValues<char> Characters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>Whether a value is a name, as tokens can hold it.</summary>
    internal static bool IsName(DocumentNode node) => node.Kind == NodeKind.Text
        && node.Text.Length is > 0 and <= PolicyLimits.Name
        && char.IsAsciiLetterLower(node.Text[0])
        && !node.Text.AsSpan().ContainsAnyExcept(Characters);

    /// <summary>Whether a text has no control characters, is not empty and not too long.</summary>
    internal static string? IsPrintable(string text, int longest) =>
        text.Length == 0 || text.Length > longest || text.Any(char.IsControl)
            ? $"must be from 1 to {longest} characters, without control characters"
            : null;

    /// <summary>A name made of another text, for rules that have none.</summary>
    internal static string From(string text, string otherwise)
    {
        string name = new([.. text.ToLowerInvariant().Where(c => Characters.Contains(c)).Take(PolicyLimits.Name)]);
        name = name.TrimStart('-', '_');
        return name.Length == 0 ? otherwise : name;
    }
}
