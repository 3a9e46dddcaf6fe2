namespace PhiLens.Sidecar.Configuration.FireLens.Templates;

/// <summary>What the parts of a name stand for, for one record. None of it comes from a log line.</summary>
internal sealed record TemplateValues
{
    /// <summary>The Forward tag.</summary>
    public required string Tag { get; init; }

    /// <summary>Docker's <c>container_id</c>, or null.</summary>
    public string? ContainerId { get; init; }

    /// <summary>Docker's <c>container_name</c>, or null.</summary>
    public string? ContainerName { get; init; }

    /// <summary>Docker's <c>source</c>, or null.</summary>
    public string? Source { get; init; }

    /// <summary>The id of the ECS task, or null.</summary>
    public string? TaskId { get; init; }

    /// <summary>The name of the ECS cluster, or null.</summary>
    public string? Cluster { get; init; }

    /// <summary>The ARN of the ECS task, or null.</summary>
    public string? TaskArn { get; init; }

    /// <summary>An id that is made once for each start, or null.</summary>
    public string? Uuid { get; init; }

    /// <summary>The fields that filters add with a fixed value.</summary>
    public IReadOnlyDictionary<string, string> AddedFields { get; init; } = new Dictionary<string, string>();
}
