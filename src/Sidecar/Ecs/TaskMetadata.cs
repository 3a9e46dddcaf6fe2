namespace PhiLens.Sidecar.Ecs;

/// <summary>What the sidecar knows of the ECS task that it runs in.</summary>
/// <param name="TaskId">The last part of the task's ARN; outside ECS the host name.</param>
/// <param name="Cluster">The cluster's name; outside ECS <c>local</c>.</param>
/// <param name="Family">The task definition's family; outside ECS <c>local</c>.</param>
/// <param name="Revision">The task definition's revision; outside ECS <c>local</c>.</param>
/// <param name="HostName">The container's host name.</param>
internal sealed record TaskMetadata(string TaskId, string Cluster, string Family, string Revision, string HostName)
{
    /// <summary>The task's ARN; null outside ECS.</summary>
    public string? TaskArn { get; init; }

    private const string Local = "local";

    /// <summary>What a template of names says, when it asks for nothing but what is known of the task.</summary>
    /// <param name="template">The template.</param>
    /// <returns>The name; null when it has a placeholder that each source fills anew.</returns>
    public string? NameOf(string template)
    {
        string name = template
            .Replace("{task_id}", TaskId, StringComparison.Ordinal)
            .Replace("{cluster}", Cluster, StringComparison.Ordinal)
            .Replace("{family}", Family, StringComparison.Ordinal)
            .Replace("{revision}", Revision, StringComparison.Ordinal)
            .Replace("{hostname}", HostName, StringComparison.Ordinal);
        return name.Contains('{', StringComparison.Ordinal) ? null : name;
    }

    /// <summary>What holds outside ECS, and where ECS does not answer.</summary>
    /// <param name="hostName">The host name.</param>
    public static TaskMetadata Outside(string hostName) => new(hostName, Local, Local, Local, hostName);

    /// <summary>
    /// Asks the task metadata endpoint, version 4, named by <c>ECS_CONTAINER_METADATA_URI_V4</c>. It answers within
    /// two seconds and never throws: without an answer the names are those of <see cref="Outside"/>.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait; the names are then those of <see cref="Outside"/>.</param>
    public static Task<TaskMetadata> ReadAsync(CancellationToken cancellationToken) =>
        new TaskMetadataReader(
            Environment.GetEnvironmentVariable("ECS_CONTAINER_METADATA_URI_V4"),
            Environment.MachineName,
            TimeProvider.System).ReadAsync(cancellationToken);
}
