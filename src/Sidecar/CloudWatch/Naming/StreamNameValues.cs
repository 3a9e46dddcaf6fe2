namespace PhiLens.Sidecar.CloudWatch.Naming;

/// <summary>The values of a template's placeholders. None of them ever comes from a log line.</summary>
internal sealed record StreamNameValues
{
    /// <summary><c>{container}</c>: the container that wrote the records.</summary>
    public required string Container { get; init; }

    /// <summary><c>{stream}</c>: <c>stdout</c>, <c>stderr</c> or <c>log</c>.</summary>
    public required string Stream { get; init; }

    /// <summary><c>{tag}</c>: the Forward tag.</summary>
    public required string Tag { get; init; }

    /// <summary><c>{task_id}</c>: the ECS task's id, or the host name.</summary>
    public required string TaskId { get; init; }

    /// <summary><c>{cluster}</c>: the ECS cluster's name, or <c>local</c>.</summary>
    public required string Cluster { get; init; }

    /// <summary><c>{family}</c>: the task definition's family, or <c>local</c>.</summary>
    public required string Family { get; init; }

    /// <summary><c>{revision}</c>: the task definition's revision, or <c>local</c>.</summary>
    public required string Revision { get; init; }

    /// <summary><c>{hostname}</c>: the host name.</summary>
    public required string HostName { get; init; }
}
