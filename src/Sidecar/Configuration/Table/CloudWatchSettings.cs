using PhiLens.Pipeline.Delivery.Turns;
using PhiLens.Sidecar.Configuration.Values;

namespace PhiLens.Sidecar.Configuration.Table;

/// <summary>The settings of the destination.</summary>
internal static class CloudWatchSettings
{
    /// <summary><c>CLOUDWATCH__REGION</c>.</summary>
    public static Setting<string> Region { get; } = new(AwsKinds.Region)
    {
        Key = "CLOUDWATCH:REGION",
        DefaultInWords = "`AWS_REGION`, else `AWS_DEFAULT_REGION`",
        AwsVariables = ["AWS_REGION", "AWS_DEFAULT_REGION"],
        Description = "The AWS region; required, also with `ENDPOINT`, because requests are signed for it",
    };

    /// <summary><c>CLOUDWATCH__LOGGROUP</c>.</summary>
    public static Setting<string> LogGroup { get; } = new(Kinds.Text)
    {
        Key = "CLOUDWATCH:LOGGROUP",
        DefaultInWords = "required, unless the agent's file names it",
        Description = "The log group's template: text with `{container} {stream} {tag} {task_id} {cluster} {family} "
            + "{revision} {hostname}`",
    };

    /// <summary><c>CLOUDWATCH__LOGSTREAM</c>.</summary>
    public static Setting<string> LogStream { get; } = new(Kinds.Text)
    {
        Key = "CLOUDWATCH:LOGSTREAM",
        Default = "{container}/{task_id}",
        Description = "The log stream's template, with the same names",
    };

    /// <summary><c>CLOUDWATCH__ENDPOINT</c>.</summary>
    public static Setting<Uri> Endpoint { get; } = new(Addresses.HttpsUrl)
    {
        Key = "CLOUDWATCH:ENDPOINT",
        DefaultInWords = "the region's",
        Description = "An `https://` URL to use instead of the region's endpoint; `http://` is refused",
    };

    /// <summary><c>CLOUDWATCH__CREATEGROUP</c>.</summary>
    public static Setting<bool> CreateGroup { get; } = new(Kinds.Switch)
    {
        Key = "CLOUDWATCH:CREATEGROUP",
        Default = "true",
        Description = "Create a log group that is missing",
    };

    /// <summary><c>CLOUDWATCH__RETENTIONDAYS</c>.</summary>
    public static Setting<int?> RetentionDays { get; } = new(AwsKinds.RetentionDays)
    {
        Key = "CLOUDWATCH:RETENTIONDAYS",
        Description = "The retention of a group that it creates, in days that CloudWatch Logs offers; left out, events "
            + "never expire",
    };

    /// <summary><c>CLOUDWATCH__KMSKEYID</c>.</summary>
    public static Setting<string> KmsKeyId { get; } = new(AwsKinds.KeyArn)
    {
        Key = "CLOUDWATCH:KMSKEYID",
        Description = "The ARN of the KMS key that encrypts a group that it creates",
    };

    /// <summary><c>CLOUDWATCH__REQUIREKMS</c>.</summary>
    public static Setting<bool> RequireKms { get; } = new(Kinds.Switch)
    {
        Key = "CLOUDWATCH:REQUIREKMS",
        Default = "false",
        Description = "Refuse to start when the group is not encrypted with a KMS key; groups are then created only "
            + "with `KMSKEYID`, and nothing is sent to a group without a key",
    };

    /// <summary><c>CLOUDWATCH__LOGGROUPCLASS</c>.</summary>
    public static Setting<string> LogGroupClass { get; } = new(Kinds.Choice(
        ("STANDARD", "STANDARD"), ("INFREQUENT_ACCESS", "INFREQUENT_ACCESS"), ("DELIVERY", "DELIVERY")))
    {
        Key = "CLOUDWATCH:LOGGROUPCLASS",
        Description = "The class of a group that it creates; left out, CloudWatch Logs chooses",
    };

    /// <summary><c>CLOUDWATCH__TAGS</c>.</summary>
    public static Setting<IReadOnlyDictionary<string, string>> Tags { get; } = new(AwsKinds.Tags)
    {
        Key = "CLOUDWATCH:TAGS",
        Description = "Tags of a group that it creates: `key=value,key2=value2` or a JSON object, at most 50",
    };

    /// <summary><c>CLOUDWATCH__FORMAT</c>.</summary>
    public static Setting<bool> Format { get; } = new(Kinds.Choice(("json/emf", true)))
    {
        Key = "CLOUDWATCH:FORMAT",
        Description = "`json/emf` sets the header of the embedded metric format",
    };

    /// <summary><c>CLOUDWATCH__COMPRESSION</c>.</summary>
    public static Setting<bool> Compression { get; } = new(Kinds.Choice(("none", false), ("gzip", true)))
    {
        Key = "CLOUDWATCH:COMPRESSION",
        Default = "none",
        Description = "Whether request bodies are compressed: fewer bytes on the wire for far more CPU",
    };

    /// <summary><c>CLOUDWATCH__BATCHAGE</c>.</summary>
    public static Setting<TimeSpan> BatchAge { get; } = new(Kinds.Duration)
    {
        Key = "CLOUDWATCH:BATCHAGE",
        Default = "1s",
        Description = "The longest that a record waits for its batch to fill; from 10ms to 5m",
    };

    /// <summary><c>CLOUDWATCH__ROLEARN</c>.</summary>
    public static Setting<string> RoleArn { get; } = new(AwsKinds.RoleArn)
    {
        Key = "CLOUDWATCH:ROLEARN",
        Description = "The ARN of a role to assume for CloudWatch Logs",
    };

    /// <summary><c>CLOUDWATCH__RETRYCAP</c>.</summary>
    public static Setting<TimeSpan> RetryCap { get; } = new(Kinds.Duration)
    {
        Key = "CLOUDWATCH:RETRYCAP",
        Default = "5s",
        Description = "The longest wait between tries: full jitter from 100ms, no limit in count; from 100ms to 5m",
    };

    /// <summary><c>CLOUDWATCH__ORDER</c>.</summary>
    public static Setting<DeliveryOrder> Order { get; } = new(
        Kinds.Choice(("strict", DeliveryOrder.Strict), ("relaxed", DeliveryOrder.Relaxed)))
    {
        Key = "CLOUDWATCH:ORDER",
        Default = "strict",
        Description = "`strict` keeps one request in flight per stream, always, and concurrency grows across streams; "
            + "`relaxed` allows four per stream while batches wait",
    };

    /// <summary><c>CLOUDWATCH__FIPS</c>.</summary>
    public static Setting<bool> Fips { get; } = new(Kinds.Choice(("off", false), ("endpoint", true)))
    {
        Key = "CLOUDWATCH:FIPS",
        Default = "off",
        AwsVariables = ["AWS_USE_FIPS_ENDPOINT"],
        FromAws = static text => text.ToUpperInvariant() switch { "TRUE" => "endpoint", "FALSE" => "off", _ => text },
        DefaultInWords = "`off`, or `endpoint` with `AWS_USE_FIPS_ENDPOINT=true`",
        NotBuilt = new NotBuiltYet("a proof of the FIPS provider", "off", "endpoint"),
        Description = "`endpoint` uses the region's FIPS endpoint; `required` is for later",
    };
}
