using System.Collections.Concurrent;
using System.Text.Json;
using PhiLens.LocalAws.Protocol;
using PhiLens.LocalAws.Insights;
using PhiLens.LocalAws.Store;

namespace PhiLens.LocalAws.Logs;

/// <summary>Insights queries. A query is run when it is started, so its results are always complete.</summary>
internal sealed class QueryOperations(LogStore store)
{
    private const long MillisecondsPerSecond = 1000;
    private const int MostGroups = 50;

    private readonly ConcurrentDictionary<string, QueryOutcome> _outcomes = new(StringComparer.Ordinal);

    public void Register(OperationTable table)
    {
        table.Add("StartQuery", Start);
        table.Add("GetQueryResults", GetResults);
        table.Add("StopQuery", Stop);
    }

    private void Start(OperationCall call, Utf8JsonWriter answer)
    {
        var fields = call.Fields;
        var query = InsightsParser.Parse(fields.RequiredText("queryString"));
        var limit = fields.Within("limit", 1, InsightsQuery.DefaultLimit, InsightsQuery.DefaultLimit);
        var start = Seconds(fields, "startTime");
        var end = Seconds(fields, "endTime");
        if (end < start)
        {
            throw ServiceException.InvalidParameter("End time should not be before start time.");
        }

        var outcome = Run(query, GroupsIn(fields), new EventKey(start, 0), new EventKey(end, long.MaxValue), limit);
        var id = Guid.NewGuid().ToString();
        _outcomes[id] = outcome;
        answer.WriteStartObject();
        answer.WriteString("queryId", id);
        answer.WriteEndObject();
    }

    private QueryOutcome Run(InsightsQuery query, List<LogGroup> groups, EventKey start, EventKey end, int limit)
    {
        var scanned = 0;
        var bytes = 0L;
        IEnumerable<InsightsEvent> Scan(LogGroup group)
        {
            var from = new EventKey(Math.Max(start.Timestamp, group.ExpiredBefore(store.Now)), 0);
            var merge = new StreamMerge(group.Streams.Select(stream => stream.View()), from, end);
            while (merge.TryTake(out var view, out var item))
            {
                scanned++;
                bytes += item.Length;
                yield return new InsightsEvent(view.StreamName, group.Name, item);
            }
        }

        var (rows, matched) = query.Run(groups.SelectMany(Scan), limit);
        return new QueryOutcome(rows, matched, scanned, bytes);
    }

    private List<LogGroup> GroupsIn(JsonFields fields)
    {
        var lists = new List<string>?[]
        {
            fields.Text("logGroupName") is { } name ? [name] : null,
            fields.Texts("logGroupNames"),
            fields.Texts("logGroupIdentifiers"),
        };
        var given = lists.Where(list => list is not null).ToList();
        if (given.Count != 1 || given[0]!.Count is 0 or > MostGroups)
        {
            throw ServiceException.InvalidParameter(
                "Exactly one of logGroupName, logGroupNames and logGroupIdentifiers must be given, "
                + $"with {MostGroups} log groups at most.");
        }

        return [.. given[0]!.Select(item => store.Require(LogNames.FromIdentifier(item, "logGroupNames")))];
    }

    private void GetResults(OperationCall call, Utf8JsonWriter answer)
    {
        var outcome = Find(call.Fields);
        answer.WriteStartObject();
        answer.WriteStartArray("results");
        foreach (var row in outcome.Rows)
        {
            answer.WriteStartArray();
            foreach (var (field, value) in row)
            {
                answer.WriteStartObject();
                answer.WriteString("field", field);
                answer.WriteString("value", value);
                answer.WriteEndObject();
            }

            answer.WriteEndArray();
        }

        answer.WriteEndArray();
        answer.WriteStartObject("statistics");
        answer.WriteNumber("recordsMatched", (double)outcome.Matched);
        answer.WriteNumber("recordsScanned", (double)outcome.Scanned);
        answer.WriteNumber("bytesScanned", (double)outcome.Bytes);
        answer.WriteEndObject();
        answer.WriteString("status", "Complete");
        answer.WriteEndObject();
    }

    private void Stop(OperationCall call, Utf8JsonWriter answer)
    {
        Find(call.Fields);
        throw ServiceException.InvalidParameter("Query with the given id is not in a running state: it is Complete.");
    }

    private QueryOutcome Find(JsonFields fields) =>
        _outcomes.TryGetValue(fields.RequiredText("queryId"), out var outcome)
            ? outcome
            : throw new ServiceException("ResourceNotFoundException", "The specified query does not exist.");

    // Queries alone take their times in seconds.
    private static long Seconds(JsonFields fields, string name)
    {
        var seconds = fields.Time(name) ?? throw JsonFields.MissingMember(name);
        return seconds > long.MaxValue / MillisecondsPerSecond
            ? throw ServiceException.InvalidParameter($"'{name}' is out of range.")
            : seconds * MillisecondsPerSecond;
    }
}
