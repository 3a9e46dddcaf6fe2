namespace PhiLens.Sidecar.Configuration.FireLens.Templates;

/// <summary>A piece of a name.</summary>
/// <param name="Source">Where it comes from.</param>
/// <param name="Text">The text, or the name of the added field; else empty.</param>
/// <param name="Index">Which part of the tag, counted from 0.</param>
internal sealed record TemplatePart(TemplateSource Source, string Text = "", int Index = 0)
{
    /// <summary>The piece as PhiLens' own templates would write it.</summary>
    public override string ToString() => Source switch
    {
        TemplateSource.Text => Text,
        TemplateSource.Tag => "{tag}",
        TemplateSource.TagPart => $"{{tag[{Index}]}}",
        TemplateSource.ContainerId => "{container_id}",
        TemplateSource.ContainerName => "{container_name}",
        TemplateSource.Source => "{stream}",
        TemplateSource.AddedField => $"{{field {Text}}}",
        TemplateSource.TaskId => "{task_id}",
        TemplateSource.Cluster => "{cluster}",
        TemplateSource.TaskArn => "{task_arn}",
        _ => "{uuid}",
    };
}
