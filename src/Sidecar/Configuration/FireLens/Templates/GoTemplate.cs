namespace PhiLens.Sidecar.Configuration.FireLens.Templates;

/// <summary>
/// Reads the templates of the Go plugin: text with <c>$(tag)</c>, <c>$(tag[n])</c>, <c>$(ecs_task_id)</c>,
/// <c>$(ecs_cluster)</c>, <c>$(ecs_task_arn)</c>, <c>$(uuid)</c> and <c>$(field)</c>. Not handled:
/// <c>$(field['sub'])</c>, since no field that is known here has parts.
/// </summary>
internal static class GoTemplate
{
    private const string Open = "$(";

    /// <summary>Reads a template.</summary>
    /// <param name="text">The text.</param>
    /// <param name="added">The fields that filters add with a fixed value.</param>
    /// <param name="parts">The pieces of the name.</param>
    /// <returns>Null, or the rule that the template breaks, without a piece of it.</returns>
    public static string? Read(string text, IReadOnlySet<string> added, out IReadOnlyList<TemplatePart> parts)
    {
        List<TemplatePart> list = [];
        parts = list;
        int at = 0;
        while (text.IndexOf(Open, at, StringComparison.Ordinal) is >= 0 and var start)
        {
            TemplateText.Add(list, text[at..start]);
            int end = text.IndexOf(')', start);
            if (end < 0)
            {
                return "has a $( without its )";
            }

            string word = text[(start + Open.Length)..end];
            TemplatePart? part = TemplateWords.Tag(word, "tag")
                ?? TemplateWords.TaskValue(word)
                ?? TemplateWords.Field(word, added);
            if (part is null)
            {
                return TemplateWords.TakesContent;
            }

            list.Add(part);
            at = end + 1;
        }

        TemplateText.Add(list, text[at..]);
        return null;
    }
}
