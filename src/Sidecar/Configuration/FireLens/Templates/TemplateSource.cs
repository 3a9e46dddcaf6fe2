namespace PhiLens.Sidecar.Configuration.FireLens.Templates;

/// <summary>Where a part of a name comes from. None of them is the content of a log line.</summary>
internal enum TemplateSource
{
    /// <summary>The text as it was written.</summary>
    Text,

    /// <summary>The Forward tag.</summary>
    Tag,

    /// <summary>One part of the tag, which is split at its dots.</summary>
    TagPart,

    /// <summary>Docker's <c>container_id</c>.</summary>
    ContainerId,

    /// <summary>Docker's <c>container_name</c>, with its slash.</summary>
    ContainerName,

    /// <summary>Docker's <c>source</c>: <c>stdout</c> or <c>stderr</c>.</summary>
    Source,

    /// <summary>A field that a filter of the file adds with a fixed value.</summary>
    AddedField,

    /// <summary>The id of the ECS task.</summary>
    TaskId,

    /// <summary>The name of the ECS cluster.</summary>
    Cluster,

    /// <summary>The ARN of the ECS task.</summary>
    TaskArn,

    /// <summary>An id that is made once for each start.</summary>
    Uuid,
}
