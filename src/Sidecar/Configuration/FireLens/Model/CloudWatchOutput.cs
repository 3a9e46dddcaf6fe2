using PhiLens.Sidecar.Configuration.FireLens.Syntax;
using PhiLens.Sidecar.Configuration.FireLens.Templates;

namespace PhiLens.Sidecar.Configuration.FireLens.Model;

/// <summary>Ships records to CloudWatch Logs: the output <c>cloudwatch_logs</c> or <c>cloudwatch</c>.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Match">The tags that it takes.</param>
internal sealed record CloudWatchOutput(SourcePlace Place, TagMatch Match) : RecordOutput(Place, Match)
{
    /// <summary><c>region</c>; null leaves it to <c>CLOUDWATCH__REGION</c>.</summary>
    public string? Region { get; init; }

    /// <summary>The name of the log group.</summary>
    public required RecordTemplate Group { get; init; }

    /// <summary>The name of the log stream.</summary>
    public required RecordTemplate Stream { get; init; }

    /// <summary><c>log_key</c>: the field that is sent; null sends the whole record as JSON.</summary>
    public string? LogKey { get; init; }

    /// <summary><c>auto_create_group</c>; streams are always created.</summary>
    public bool CreateGroup { get; init; }

    /// <summary><c>log_retention_days</c> of a group that it creates; null keeps events for ever.</summary>
    public int? RetentionDays { get; init; }

    /// <summary><c>log_group_class</c> of a group that it creates, or null.</summary>
    public string? LogGroupClass { get; init; }

    /// <summary><c>new_log_group_tags</c> of a group that it creates.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary><c>log_format json/emf</c>: whether requests carry the header of the embedded metric format.</summary>
    public bool EmbeddedMetricFormat { get; init; }

    /// <summary><c>role_arn</c>: a role to assume, or null.</summary>
    public string? RoleArn { get; init; }

    /// <summary><c>external_id</c> for assuming the role, or null.</summary>
    public SecretText? ExternalId { get; init; }

    /// <summary><c>endpoint</c> with <c>port</c>, or null for the region's.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary><c>sts_endpoint</c> for assuming the role, or null for the region's.</summary>
    public Uri? StsEndpoint { get; init; }

    /// <summary><c>tls.ca_file</c>: PEM roots trusted in addition to the system's, or null.</summary>
    public string? CaFile { get; init; }
}
