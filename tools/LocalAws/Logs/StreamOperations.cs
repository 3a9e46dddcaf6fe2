using System.Globalization;
using System.Text.Json;
using PhiLens.LocalAws.Protocol;
using PhiLens.LocalAws.Store;

namespace PhiLens.LocalAws.Logs;

/// <summary>Creating, deleting and describing log streams.</summary>
internal sealed class StreamOperations(LogStore store)
{
    private const int MostPerPage = 50;
    private const string ByName = "LogStreamName";
    private const string ByTime = "LastEventTime";

    public void Register(OperationTable table)
    {
        table.Add("CreateLogStream", Create);
        table.Add("DeleteLogStream", Delete);
        table.Add("DescribeLogStreams", Describe);
    }

    private void Create(OperationCall call, Utf8JsonWriter answer)
    {
        var group = LogNames.RequireGroup(call.Fields);
        var stream = LogNames.RequireStream(call.Fields);
        store.Require(group).AddStream(stream, store.Now);
    }

    private void Delete(OperationCall call, Utf8JsonWriter answer)
    {
        var group = LogNames.RequireGroup(call.Fields);
        var stream = LogNames.RequireStream(call.Fields);
        store.Require(group).RemoveStream(stream);
    }

    private void Describe(OperationCall call, Utf8JsonWriter answer)
    {
        var fields = call.Fields;
        var group = LogNames.RequireEither(fields);
        var orderBy = fields.Text("orderBy") ?? ByName;
        var prefix = fields.Text("logStreamNamePrefix");
        CheckOrder(orderBy, prefix);
        var limit = fields.Within("limit", 1, MostPerPage, MostPerPage);
        var token = PageToken.Read(fields.Text("nextToken"));

        // The key of an order by time carries the name as well, so that streams of one time have a fixed order.
        string Key(LogStream stream) => orderBy == ByName ? stream.Name : TimeKey(stream);
        var all = store.Require(group).Streams
            .Where(stream => prefix is null || stream.Name.StartsWith(prefix, StringComparison.Ordinal))
            .Select(stream => (Key: Key(stream), Stream: stream));
        var found = (fields.Flag("descending")
            ? all.Where(item => token is null || string.CompareOrdinal(item.Key, token) < 0)
                .OrderByDescending(item => item.Key, StringComparer.Ordinal)
            : all.Where(item => token is null || string.CompareOrdinal(item.Key, token) > 0)
                .OrderBy(item => item.Key, StringComparer.Ordinal)).Take(limit + 1).ToList();
        WritePage(answer, found, limit);
    }

    private static void CheckOrder(string orderBy, string? prefix)
    {
        if (orderBy is not (ByName or ByTime))
        {
            throw ServiceException.Constraint(
                $"'{orderBy}'", "orderBy", $"satisfy enum value set: [{ByName}, {ByTime}]");
        }

        if (orderBy == ByTime && prefix is not null)
        {
            throw ServiceException.InvalidParameter("Cannot order by LastEventTime with a logStreamNamePrefix.");
        }
    }

    private static string TimeKey(LogStream stream) =>
        string.Create(CultureInfo.InvariantCulture, $"{stream.LastEventTime ?? 0:D19}{stream.Name}");

    private static void WritePage(Utf8JsonWriter answer, List<(string Key, LogStream Stream)> found, int limit)
    {
        answer.WriteStartObject();
        answer.WriteStartArray("logStreams");
        foreach (var (_, stream) in found.Take(limit))
        {
            Write(answer, stream);
        }

        answer.WriteEndArray();
        if (found.Count > limit)
        {
            answer.WriteString("nextToken", PageToken.Write(found[limit - 1].Key));
        }

        answer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter answer, LogStream stream)
    {
        answer.WriteStartObject();
        answer.WriteString("logStreamName", stream.Name);
        answer.WriteNumber("creationTime", stream.CreationTime);
        if (stream.LastEventTime is { } last)
        {
            answer.WriteNumber("firstEventTimestamp", stream.FirstEventTime ?? last);
            answer.WriteNumber("lastEventTimestamp", last);
            answer.WriteNumber("lastIngestionTime", stream.LastIngestionTime ?? last);
            answer.WriteString("uploadSequenceToken", new EventKey(last, 0).ToId());
        }

        answer.WriteString("arn", stream.Arn);

        // The service stopped counting bytes per stream in 2019 and answers zero ever since.
        answer.WriteNumber("storedBytes", 0);
        answer.WriteEndObject();
    }
}
