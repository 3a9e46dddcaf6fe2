using PhiLens.Sidecar.CloudWatch.Naming;

namespace PhiLens.Sidecar.Configuration.FireLens.Templates;

/// <summary>Checks the fixed text of a name.</summary>
internal static class TemplateText
{
    private const string Rest = "-._/#";

    /// <summary>Adds a text to the pieces of a name, unless it is empty.</summary>
    /// <param name="parts">The pieces.</param>
    /// <param name="text">The text.</param>
    public static void Add(List<TemplatePart> parts, string text)
    {
        if (text.Length > 0)
        {
            parts.Add(new TemplatePart(TemplateSource.Text, text));
        }
    }

    /// <summary>The rule that the fixed text of a name breaks, or null. It never holds a piece of the text.</summary>
    /// <param name="parts">The pieces of the name.</param>
    /// <param name="kind">What is named.</param>
    public static string? Check(IReadOnlyList<TemplatePart> parts, StreamTemplateKind kind)
    {
        string text = string.Concat(parts.Where(p => p.Source == TemplateSource.Text).Select(p => p.Text));
        if (parts.Count == 0 || text.Length > StreamTemplate.MaxNameLength)
        {
            return $"must have 1 to {StreamTemplate.MaxNameLength} characters";
        }

        bool isGroup = kind == StreamTemplateKind.Group;
        if (text.All(c => isGroup ? IsLegalInGroup(c) : c is not (':' or '*') && !char.IsControl(c)))
        {
            return null;
        }

        return isGroup
            ? "has a character that no log group may have: letters, digits and . - _ / # are allowed"
            : "has a character that no log stream may have: colons, stars and control characters are not allowed";
    }

    private static bool IsLegalInGroup(char c) =>
        char.IsAsciiLetterOrDigit(c) || Rest.Contains(c, StringComparison.Ordinal);
}
