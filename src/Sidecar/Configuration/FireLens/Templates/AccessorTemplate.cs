namespace PhiLens.Sidecar.Configuration.FireLens.Templates;

/// <summary>
/// Reads the templates of the C plugin (record accessor): text with <c>$TAG</c>, <c>$TAG[n]</c> and <c>$field</c>. A
/// field ends at a dot, a blank, a comma or a quote, as in Fluent Bit. Not handled: <c>$field['sub']</c>, since no
/// field that is known here has parts.
/// </summary>
internal static class AccessorTemplate
{
    private static readonly char[] Ends = ['.', ' ', ',', '"', '$'];

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
        while (text.IndexOf('$', at) is >= 0 and var dollar)
        {
            TemplateText.Add(list, text[at..dollar]);
            int end = text.IndexOfAny(Ends, dollar + 1);
            end = end < 0 ? text.Length : end;
            string word = text[(dollar + 1)..end];
            if (word.Length == 0)
            {
                return "has a $ without a name after it";
            }

            if ((TemplateWords.Tag(word, "TAG") ?? TemplateWords.Field(word, added)) is not { } part)
            {
                return TemplateWords.TakesContent + "; after a name only . , \" or a blank may follow";
            }

            list.Add(part);
            at = end;
        }

        TemplateText.Add(list, text[at..]);
        return null;
    }
}
