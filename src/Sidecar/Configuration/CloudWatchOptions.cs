using PhiLens.Sidecar.Configuration.FireLens.Model;

namespace PhiLens.Sidecar.Configuration;

/// <summary>The <c>CLOUDWATCH__*</c> settings.</summary>
internal sealed record CloudWatchOptions
{
    /// <summary><c>REGION</c>: the AWS region, for example <c>eu-central-1</c>. Default: <c>AWS_REGION</c>.</summary>
    public required string Region { get; init; }

    /// <summary><c>LOGGROUP</c>: the template of the log group's name; empty when the agent's file names it.</summary>
    public required string LogGroup { get; init; }

    /// <summary><c>LOGSTREAM</c>: the template of the log stream's name.</summary>
    public string LogStream { get; init; } = "{container}/{task_id}";

    /// <summary><c>ENDPOINT</c>: an https URL to use instead of the region's endpoint.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary><c>CREATEGROUP</c>: whether a missing group is created.</summary>
    public bool CreateGroup { get; init; } = true;

    /// <summary>Whether a missing group can be created as it has to be.</summary>
    public bool MayCreateGroup => CreateGroup && (KmsKeyId is not null || !RequireKms);

    /// <summary><c>RETENTIONDAYS</c>: the retention of a group that it creates; null keeps events for ever.</summary>
    public int? RetentionDays { get; init; }

    /// <summary><c>KMSKEYID</c>: the ARN of the KMS key of a group that it creates.</summary>
    public string? KmsKeyId { get; init; }

    /// <summary><c>REQUIREKMS</c>: whether a group must be encrypted with a KMS key.</summary>
    public bool RequireKms { get; init; }

    /// <summary><c>LOGGROUPCLASS</c>: <c>STANDARD</c>, <c>INFREQUENT_ACCESS</c> or <c>DELIVERY</c>.</summary>
    public string? LogGroupClass { get; init; }

    /// <summary><c>TAGS</c>: tags of a group that it creates.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary><c>FORMAT=json/emf</c>: whether requests carry the header of the embedded metric format.</summary>
    public bool EmbeddedMetricFormat { get; init; }

    /// <summary><c>COMPRESSION=gzip</c>: whether request bodies are compressed.</summary>
    public bool Gzip { get; init; }

    /// <summary><c>ROLEARN</c>: a role to assume.</summary>
    public string? RoleArn { get; init; }

    /// <summary>The external id for assuming the role; only the agent's file says one.</summary>
    public SecretText? ExternalId { get; init; }

    /// <summary>An https URL where the role is assumed; only the agent's file says one. Null: the region's.</summary>
    public Uri? StsEndpoint { get; init; }

    /// <summary><c>FIPS=endpoint</c>: whether the FIPS endpoint of the region is used.</summary>
    public bool UseFipsEndpoint { get; init; }

    /// <summary><c>AWS_USE_DUALSTACK_ENDPOINT</c>: whether the dual-stack endpoint of the region is used.</summary>
    public bool UseDualStackEndpoint { get; init; }
}
