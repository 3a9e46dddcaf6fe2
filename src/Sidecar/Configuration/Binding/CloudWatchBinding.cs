using PhiLens.Sidecar.Configuration.Table;

namespace PhiLens.Sidecar.Configuration.Binding;

/// <summary>Reads where records go.</summary>
internal static class CloudWatchBinding
{
    /// <summary>The AWS SDKs' switch for dual-stack endpoints.</summary>
    public const string DualStackVariable = "AWS_USE_DUALSTACK_ENDPOINT";

    /// <summary>Reads <c>CLOUDWATCH__*</c>, but for the times of batches and retries.</summary>
    /// <param name="reader">The settings.</param>
    /// <param name="facts">The surroundings.</param>
    /// <param name="needs">What must be there.</param>
    public static CloudWatchOptions Read(SettingReader reader, HostFacts facts, OwnOutputNeeds needs)
    {
        CloudWatchOptions options = new()
        {
            Region = reader.Get(CloudWatchSettings.Region) ?? "",
            LogGroup = reader.Get(CloudWatchSettings.LogGroup) ?? "",
            LogStream = reader.Get(CloudWatchSettings.LogStream) ?? "",
            Endpoint = reader.Get(CloudWatchSettings.Endpoint),
            CreateGroup = reader.Get(CloudWatchSettings.CreateGroup),
            RetentionDays = reader.Get(CloudWatchSettings.RetentionDays),
            KmsKeyId = reader.Get(CloudWatchSettings.KmsKeyId),
            RequireKms = reader.Get(CloudWatchSettings.RequireKms),
            LogGroupClass = reader.Get(CloudWatchSettings.LogGroupClass),
            Tags = reader.Get(CloudWatchSettings.Tags) ?? new Dictionary<string, string>(),
            EmbeddedMetricFormat = reader.Get(CloudWatchSettings.Format),
            Gzip = reader.Get(CloudWatchSettings.Compression),
            RoleArn = reader.Get(CloudWatchSettings.RoleArn),
            UseFipsEndpoint = reader.Get(CloudWatchSettings.Fips),
            UseDualStackEndpoint = reader.IsAwsSwitchOn(DualStackVariable),
        };
        Require(
            needs.Region,
            reader,
            CloudWatchSettings.Region,
            (options.Region, "is required: the region whose log group is written to, for example eu-central-1, or set "
                + "AWS_REGION"));
        Require(
            needs.LogGroup,
            reader,
            CloudWatchSettings.LogGroup,
            (options.LogGroup, "is required: the log group to write to, for example /ecs/clinic"));
        reader.Check(CloudWatchSettings.LogGroup, NullIfEmpty(options.LogGroup), facts.CheckLogGroup);
        reader.Check(CloudWatchSettings.LogStream, NullIfEmpty(options.LogStream), facts.CheckLogStream);
        if (options.UseFipsEndpoint && options.Region.Length > 0 && OutsideChecks.Endpoint(options) is { } rule)
        {
            reader.Refuse(CloudWatchSettings.Fips, rule);
        }

        return options;
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    private static void Require(bool isNeeded, SettingReader reader, Setting setting, (string Value, string Rule) of)
    {
        if (isNeeded && of.Value.Length == 0 && reader.IsSound(setting))
        {
            reader.RefuseMissing(setting, of.Rule);
        }
    }
}
