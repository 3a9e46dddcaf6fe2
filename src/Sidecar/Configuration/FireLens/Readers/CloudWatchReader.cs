using PhiLens.Sidecar.Configuration.FireLens.Model;
using PhiLens.Sidecar.Configuration.FireLens.Sections;
using PhiLens.Sidecar.Configuration.FireLens.Syntax;
using PhiLens.Sidecar.Configuration.Values;

namespace PhiLens.Sidecar.Configuration.FireLens.Readers;

/// <summary>Reads the outputs <c>cloudwatch_logs</c> and <c>cloudwatch</c>.</summary>
internal static class CloudWatchReader
{
    private const string NeverPlain = "must be on: records never leave unencrypted or unverified";

    private static ValueKind<bool> Formats { get; } = Kinds.Choice(("json/emf", true));

    private static ValueKind<string> Classes { get; } =
        Kinds.Choice(("STANDARD", "STANDARD"), ("INFREQUENT_ACCESS", "INFREQUENT_ACCESS"));

    /// <summary>Reads a section; null when it is refused.</summary>
    /// <param name="section">The section.</param>
    /// <param name="isGo">Whether it is the Go plugin's <c>cloudwatch</c>.</param>
    /// <param name="added">The fields that filters add with a fixed value.</param>
    /// <param name="report">Hears what is wrong.</param>
    public static CloudWatchOutput? Read(
        ConfigSection section, bool isGo, IReadOnlySet<string> added, FireLensReport report)
    {
        OptionTable table = isGo ? CloudWatchTables.Go : CloudWatchTables.Logs;
        SectionOptions options = SectionOptions.Open(section, table, report);
        NameReader names = new(options, isGo, added);
        CloudWatchOutput output = new(section.Place, MatchReading.Read(options))
        {
            Region = options.Read("region", AwsKinds.Region),
            Group = names.ReadGroup(),
            Stream = names.ReadStream(),
            LogKey = ReadLogKey(options),
            CreateGroup = options.Switch("auto_create_group", false),
            RetentionDays = ReadRetention(options),
            LogGroupClass = options.Read("log_group_class", Classes),
            Tags = (isGo ? options.Read("new_log_group_tags", AwsKinds.Tags) : null)
                ?? new Dictionary<string, string>(),
            EmbeddedMetricFormat = options.Read("log_format", Formats),
            RoleArn = options.Read("role_arn", AwsKinds.RoleArn),
            ExternalId = options.Text("external_id") is { } id ? new SecretText(id) : null,
            Endpoint = ReadEndpoint(options, "endpoint", isGo ? null : "port"),
            StsEndpoint = ReadEndpoint(options, "sts_endpoint", null),
            CaFile = isGo ? null : options.Text("tls.ca_file"),
        };
        CheckTls(options, isGo);
        Explain(options, output, isGo);
        return options.HasErrors ? null : output;
    }

    private static void CheckTls(SectionOptions options, bool isGo)
    {
        foreach (string key in isGo ? [] : new[] { "tls", "tls.verify", "tls.verify_hostname" })
        {
            options.MustBe(key, true, NeverPlain);
        }
    }

    private static void Explain(SectionOptions options, CloudWatchOutput output, bool isGo)
    {
        if (output.Region is null && options.Section.Find("region") is null)
        {
            options.Note("has no region: PHILENS_CLOUDWATCH__REGION or AWS_REGION says it");
        }

        string what = options.Section.Find("log_key") is { } key ? $"the field {key.Value.Shown}" : "whole records";
        string plugin = isGo ? "cloudwatch" : "cloudwatch_logs";
        options.Keep($"{plugin} for {output.Match.Shown}: {what} to group {output.Group.Shown}, "
            + $"stream {output.Stream.Shown}");
    }

    // Fluent Bit looks for one field of the record; a path is none.
    private static string? ReadLogKey(SectionOptions options)
    {
        string? key = options.Text("log_key");
        if (key is not null && key.StartsWith('$'))
        {
            options.Refuse(options.Section.Find("log_key")!, "must be the name of a field, without a $");
        }

        return key;
    }

    private static int? ReadRetention(SectionOptions options) =>
        options.Section.Find("log_retention_days")?.Value.Text == "0"
            ? null
            : options.Read("log_retention_days", AwsKinds.RetentionDays);

    private static Uri? ReadEndpoint(SectionOptions options, string key, string? portKey)
    {
        string? port = portKey is null ? null : options.Text(portKey);
        if (options.Text(key) is not { } text)
        {
            if (port is not null)
            {
                options.Refuse(options.Section.Find(portKey!)!, "belongs to endpoint, which is missing");
            }

            return null;
        }

        string url = text.Contains("://", StringComparison.Ordinal) ? text : $"https://{text}";
        string whole = port is null ? url : $"{url.TrimEnd('/')}:{port}";
        if (Addresses.HttpsUrl.Parse(SettingText.Of(whole, ""), out Uri value) is { } rule)
        {
            options.Refuse(options.Section.Find(key)!, rule);
            return null;
        }

        return value;
    }
}
