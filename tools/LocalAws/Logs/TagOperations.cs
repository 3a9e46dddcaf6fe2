using System.Text.Json;
using PhiLens.LocalAws.Protocol;
using PhiLens.LocalAws.Store;

namespace PhiLens.LocalAws.Logs;

/// <summary>Tags of groups, by the older operations that take a name and the newer ones that take an ARN.</summary>
internal sealed class TagOperations(LogStore store)
{
    private const int MostTags = 50;
    private const int LongestKey = 128;
    private const int LongestValue = 256;

    public void Register(OperationTable table)
    {
        table.Add("TagLogGroup", (call, _) => Tag(ByName(call), call.Fields));
        table.Add("TagResource", (call, _) => Tag(ByArn(call), call.Fields));
        table.Add("UntagLogGroup", (call, _) => Untag(ByName(call), call.Fields.Texts("tags"), "tags"));
        table.Add("UntagResource", (call, _) => Untag(ByArn(call), call.Fields.Texts("tagKeys"), "tagKeys"));
        table.Add("ListTagsLogGroup", (call, answer) => List(ByName(call), answer));
        table.Add("ListTagsForResource", (call, answer) => List(ByArn(call), answer));
    }

    /// <summary>Checks tags and adds them to the group.</summary>
    public static void Apply(LogGroup group, Dictionary<string, string>? tags)
    {
        if (tags is null)
        {
            return;
        }

        foreach (var (key, value) in tags)
        {
            CheckTag(key, value);
        }

        if (group.Tags.Keys.Union(tags.Keys).Count() > MostTags)
        {
            throw new ServiceException(
                "TooManyTagsException", $"A resource can have no more than {MostTags} tags.");
        }

        foreach (var (key, value) in tags)
        {
            group.Tags[key] = value;
        }
    }

    private static void CheckTag(string key, string value)
    {
        if (key.Length is 0 or > LongestKey)
        {
            throw ServiceException.Constraint(
                $"'{key}'", "tags", $"have keys with a length between 1 and {LongestKey}");
        }

        if (value.Length > LongestValue)
        {
            throw ServiceException.Constraint(
                $"'{value}'", "tags", $"have values with a length of at most {LongestValue}");
        }

        if (key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
        {
            throw ServiceException.InvalidParameter("aws: prefixed tag key names are not allowed for external use.");
        }
    }

    private static void Tag(LogGroup group, JsonFields fields) =>
        Apply(group, fields.Map("tags") ?? throw JsonFields.MissingMember("tags"));

    private static void Untag(LogGroup group, List<string>? keys, string member)
    {
        foreach (var key in keys ?? throw JsonFields.MissingMember(member))
        {
            group.Tags.TryRemove(key, out _);
        }
    }

    private static void List(LogGroup group, Utf8JsonWriter answer)
    {
        answer.WriteStartObject();
        answer.WriteStartObject("tags");
        foreach (var (key, value) in group.Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal))
        {
            answer.WriteString(key, value);
        }

        answer.WriteEndObject();
        answer.WriteEndObject();
    }

    private LogGroup ByName(OperationCall call) => store.Require(LogNames.RequireGroup(call.Fields));

    private LogGroup ByArn(OperationCall call) =>
        store.Require(LogNames.FromIdentifier(call.Fields.RequiredText("resourceArn"), "resourceArn"));
}
