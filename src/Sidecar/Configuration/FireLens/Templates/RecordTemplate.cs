using System.Text;
using PhiLens.Sidecar.Configuration.FireLens.Syntax;

namespace PhiLens.Sidecar.Configuration.FireLens.Templates;

/// <summary>The name of a log group or stream, made of text and of what is known about a record.</summary>
internal sealed class RecordTemplate
{
    private readonly bool _isFromVariable;

    /// <summary>Makes a template.</summary>
    /// <param name="parts">Its pieces in order.</param>
    /// <param name="isFromVariable">Whether it was written with a variable, and so must not be shown.</param>
    /// <param name="fallback">What names the thing when a value is missing.</param>
    public RecordTemplate(IReadOnlyList<TemplatePart> parts, bool isFromVariable, RecordTemplate? fallback = null)
    {
        Parts = parts;
        _isFromVariable = isFromVariable;
        Fallback = fallback;
    }

    /// <summary>Its pieces in order.</summary>
    public IReadOnlyList<TemplatePart> Parts { get; }

    /// <summary>What names the thing when a value is missing, or null.</summary>
    public RecordTemplate? Fallback { get; }

    /// <summary>The template for a message: in PhiLens' notation, or hidden if it came from a variable.</summary>
    public string Shown => _isFromVariable ? ConfigValue.Hidden : ToText();

    /// <summary>The template in PhiLens' notation, as <c>worker/{task_id}</c>. It may hold a secret.</summary>
    public string ToText() => string.Concat(Parts);

    /// <summary>
    /// The name for one record; the fallback's when a value is missing; null when there is none. What a value brings
    /// may be illegal in a name or too long: whoever calls makes it legal.
    /// </summary>
    /// <param name="values">What is known about the record.</param>
    public string? Render(TemplateValues values)
    {
        StringBuilder name = new();
        foreach (TemplatePart part in Parts)
        {
            if (ValueOf(part, values) is not { Length: > 0 } value)
            {
                return Fallback?.Render(values);
            }

            name.Append(value);
        }

        return name.ToString();
    }

    /// <summary>Like <see cref="Shown"/>.</summary>
    public override string ToString() => Shown;

    private static string? ValueOf(TemplatePart part, TemplateValues values) => part.Source switch
    {
        TemplateSource.Text => part.Text,
        TemplateSource.Tag => values.Tag,
        TemplateSource.TagPart => values.Tag.Split('.').ElementAtOrDefault(part.Index),
        TemplateSource.ContainerId => values.ContainerId,
        TemplateSource.ContainerName => values.ContainerName,
        TemplateSource.Source => values.Source,
        TemplateSource.AddedField => values.AddedFields.GetValueOrDefault(part.Text),
        TemplateSource.TaskId => values.TaskId,
        TemplateSource.Cluster => values.Cluster,
        TemplateSource.TaskArn => values.TaskArn,
        _ => values.Uuid,
    };
}
