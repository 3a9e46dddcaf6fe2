using System.Text.Json;
using PhiLens.Pipeline.Records;
using PhiLens.Sidecar.Configuration;

namespace PhiLens.Sidecar.CloudWatch.Requests;

/// <summary>The requests that make groups and streams. Their bodies hold names and settings, never log data.</summary>
internal static class GroupRequests
{
    /// <summary>CreateLogGroup, with what the settings say of new groups.</summary>
    /// <param name="group">The group's name.</param>
    /// <param name="options">Its KMS key, class and tags.</param>
    public static LogsRequest CreateLogGroup(string group, CloudWatchOptions options) =>
        Build("CreateLogGroup", group, json =>
        {
            if (options.KmsKeyId is not null)
            {
                json.WriteString("kmsKeyId"u8, options.KmsKeyId);
            }

            if (options.LogGroupClass is not null)
            {
                json.WriteString("logGroupClass"u8, options.LogGroupClass);
            }

            if (options.Tags.Count > 0)
            {
                WriteTags(json, options.Tags);
            }
        });

    /// <summary>PutRetentionPolicy.</summary>
    /// <param name="group">The group's name.</param>
    /// <param name="days">How long it keeps events; one of the values that the service knows.</param>
    public static LogsRequest PutRetentionPolicy(string group, int days) =>
        Build("PutRetentionPolicy", group, json => json.WriteNumber("retentionInDays"u8, days));

    /// <summary>DescribeLogGroups for one group, which comes first of those that begin as it does.</summary>
    /// <param name="group">The group's name.</param>
    public static LogsRequest DescribeLogGroup(string group) => LogsRequest.Of("DescribeLogGroups", json =>
    {
        json.WriteString("logGroupNamePrefix"u8, group);
        json.WriteNumber("limit"u8, 1);
    });

    /// <summary>CreateLogStream.</summary>
    /// <param name="name">The group and the stream.</param>
    public static LogsRequest CreateLogStream(LogStreamName name) =>
        Build("CreateLogStream", name.Group, json => json.WriteString("logStreamName"u8, name.Stream));

    private static LogsRequest Build(string operation, string group, Action<Utf8JsonWriter> writeRest) =>
        LogsRequest.Of(operation, json =>
        {
            json.WriteString("logGroupName"u8, group);
            writeRest(json);
        });

    private static void WriteTags(Utf8JsonWriter json, IReadOnlyDictionary<string, string> tags)
    {
        json.WriteStartObject("tags"u8);
        foreach ((string key, string value) in tags)
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    }
}
