using System.Text.Json;
using PhiLens.LocalAws.Protocol;
using PhiLens.LocalAws.Store;

namespace PhiLens.LocalAws.Logs;

/// <summary>Creating, deleting and describing log groups.</summary>
internal sealed class GroupOperations(LogStore store)
{
    private const int MostPerPage = 50;

    private static readonly string[] Classes = ["STANDARD", "INFREQUENT_ACCESS", "DELIVERY"];

    public void Register(OperationTable table)
    {
        table.Add("CreateLogGroup", Create);
        table.Add("DeleteLogGroup", Delete);
        table.Add("DescribeLogGroups", Describe);
    }

    private void Create(OperationCall call, Utf8JsonWriter answer)
    {
        var name = LogNames.RequireGroup(call.Fields);
        if (name.StartsWith("aws/", StringComparison.OrdinalIgnoreCase))
        {
            throw ServiceException.InvalidParameter("Log groups starting with AWS/ are reserved for AWS.");
        }

        var group = new LogGroup(name, LogNames.Arn(call.Region, name), store.Now)
        {
            LogGroupClass = ClassIn(call.Fields) ?? Classes[0],
            KmsKeyId = KeyOperations.CheckKey(call.Fields.Text("kmsKeyId")),
        };
        TagOperations.Apply(group, call.Fields.Map("tags"));
        store.Add(group);
    }

    private void Delete(OperationCall call, Utf8JsonWriter answer) => store.Remove(LogNames.RequireGroup(call.Fields));

    private void Describe(OperationCall call, Utf8JsonWriter answer)
    {
        var fields = call.Fields;
        var limit = fields.Within("limit", 1, MostPerPage, MostPerPage);
        var after = PageToken.Read(fields.Text("nextToken"));
        var found = Selected(fields)
            .Where(group => after is null || string.CompareOrdinal(group.Name, after) > 0)
            .Take(limit + 1)
            .ToList();
        answer.WriteStartObject();
        answer.WriteStartArray("logGroups");
        foreach (var group in found.Take(limit))
        {
            Write(answer, group);
        }

        answer.WriteEndArray();
        if (found.Count > limit)
        {
            answer.WriteString("nextToken", PageToken.Write(found[limit - 1].Name));
        }

        answer.WriteEndObject();
    }

    private IEnumerable<LogGroup> Selected(JsonFields fields)
    {
        var prefix = fields.Text("logGroupNamePrefix");
        var pattern = fields.Text("logGroupNamePattern");
        var identifiers = fields.Texts("logGroupIdentifiers")
            ?.Select(identifier => LogNames.FromIdentifier(identifier, "logGroupIdentifiers")).ToHashSet();
        var groupClass = ClassIn(fields);
        if (prefix is not null && pattern is not null)
        {
            throw ServiceException.InvalidParameter(
                "LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.");
        }

        return store.Groups()
            .Where(group => prefix is null || group.Name.StartsWith(prefix, StringComparison.Ordinal))
            .Where(group => pattern is null || group.Name.Contains(pattern, StringComparison.OrdinalIgnoreCase))
            .Where(group => identifiers is null || identifiers.Contains(group.Name))
            .Where(group => groupClass is null || group.LogGroupClass == groupClass);
    }

    private static string? ClassIn(JsonFields fields)
    {
        var value = fields.Text("logGroupClass");
        return value is null || Classes.Contains(value)
            ? value
            : throw ServiceException.Constraint(
                $"'{value}'", "logGroupClass", $"satisfy enum value set: [{string.Join(", ", Classes)}]");
    }

    private static void Write(Utf8JsonWriter answer, LogGroup group)
    {
        answer.WriteStartObject();
        answer.WriteString("logGroupName", group.Name);
        answer.WriteNumber("creationTime", group.CreationTime);
        if (group.RetentionInDays is { } days)
        {
            answer.WriteNumber("retentionInDays", days);
        }

        answer.WriteNumber("metricFilterCount", 0);
        answer.WriteString("arn", $"{group.Arn}:*");
        answer.WriteNumber("storedBytes", group.Streams.Sum(stream => stream.StoredBytes));
        if (group.KmsKeyId is { } key)
        {
            answer.WriteString("kmsKeyId", key);
        }

        answer.WriteString("logGroupClass", group.LogGroupClass);
        answer.WriteString("logGroupArn", group.Arn);
        answer.WriteEndObject();
    }
}
