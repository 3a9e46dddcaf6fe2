using System.Globalization;

namespace PhiLens.Sidecar.Configuration.FireLens.Templates;

/// <summary>Finds what a name in a template stands for.</summary>
internal static class TemplateWords
{
    /// <summary>What is wrong with a template that asks for a field of the log line, read after its key.</summary>
    public const string TakesContent = "would take a value from log content, which never becomes a name: use the tag, "
        + "container_name, container_id, source, or a field that a filter of this file adds";

    private static readonly Dictionary<string, TemplateSource> Docker = new(StringComparer.Ordinal)
    {
        ["container_id"] = TemplateSource.ContainerId,
        ["container_name"] = TemplateSource.ContainerName,
        ["source"] = TemplateSource.Source,
    };

    private static readonly Dictionary<string, TemplateSource> Task = new(StringComparer.Ordinal)
    {
        ["ecs_task_id"] = TemplateSource.TaskId,
        ["ecs_cluster"] = TemplateSource.Cluster,
        ["ecs_task_arn"] = TemplateSource.TaskArn,
        ["uuid"] = TemplateSource.Uuid,
    };

    /// <summary>A field of the record that does not come from the line, or null.</summary>
    /// <param name="name">The field's name.</param>
    /// <param name="added">The fields that filters add with a fixed value.</param>
    public static TemplatePart? Field(string name, IReadOnlySet<string> added)
    {
        if (added.Contains(name))
        {
            return new TemplatePart(TemplateSource.AddedField, name);
        }

        return Docker.TryGetValue(name, out TemplateSource source) ? new TemplatePart(source) : null;
    }

    /// <summary>A value of the task that the Go plugin knows, or null.</summary>
    /// <param name="name">The value's name.</param>
    public static TemplatePart? TaskValue(string name) =>
        Task.TryGetValue(name, out TemplateSource source) ? new TemplatePart(source) : null;

    /// <summary>The tag or a part of it, as <c>TAG</c> and <c>TAG[1]</c>; null when it is something else.</summary>
    /// <param name="text">The text.</param>
    /// <param name="word"><c>TAG</c> or <c>tag</c>.</param>
    public static TemplatePart? Tag(string text, string word)
    {
        if (!text.StartsWith(word, StringComparison.Ordinal))
        {
            return null;
        }

        ReadOnlySpan<char> rest = text.AsSpan(word.Length);
        if (rest.Length == 0)
        {
            return new TemplatePart(TemplateSource.Tag);
        }

        bool isIndex = rest.Length == 3 && rest[0] == '[' && rest[2] == ']' && char.IsAsciiDigit(rest[1]);
        return isIndex
            ? new TemplatePart(TemplateSource.TagPart, Index: int.Parse(rest[1..2], CultureInfo.InvariantCulture))
            : null;
    }
}
