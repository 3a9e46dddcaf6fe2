using System.Text.Json;
using PhiLens.LocalAws.Filtering;
using PhiLens.LocalAws.Protocol;
using PhiLens.LocalAws.Store;

namespace PhiLens.LocalAws.Logs;

/// <summary>
/// FilterLogEvents: several streams at once, always interleaved by time. Both ends of the time range belong to it,
/// unlike in GetLogEvents.
/// </summary>
internal sealed class FilterOperations(LogStore store)
{
    private const int MostStreams = 100;

    public void Register(OperationTable table) => table.Add("FilterLogEvents", Filter);

    private void Filter(OperationCall call, Utf8JsonWriter answer)
    {
        var fields = call.Fields;
        var group = store.Require(LogNames.RequireEither(fields));
        var limit = fields.Within("limit", 1, EventPage.Events, EventPage.Events);
        var pattern = FilterPattern.Parse(fields.Text("filterPattern"));
        var start = new EventKey(Math.Max(fields.Time("startTime") ?? 0, group.ExpiredBefore(store.Now)), 0);
        var end = new EventKey(fields.Time("endTime") ?? long.MaxValue, long.MaxValue);
        if (PageToken.Read(fields.Text("nextToken")) is { } token)
        {
            var border = EventKey.TryParseId(token, out var key) ? key : throw PageToken.Invalid();
            start = border.CompareTo(start) > 0 ? border : start;
        }

        var merge = new StreamMerge(Selected(group, fields).Select(stream => stream.View()), start, end);
        answer.WriteStartObject();
        var next = WriteEvents(answer, merge, pattern, limit);
        answer.WriteStartArray("searchedLogStreams");
        answer.WriteEndArray();
        if (next is { } first)
        {
            answer.WriteString("nextToken", PageToken.Write(first.ToId()));
        }

        answer.WriteEndObject();
    }

    /// <summary>Writes a page and returns the key of the first event that had no room.</summary>
    private static EventKey? WriteEvents(Utf8JsonWriter answer, StreamMerge merge, IMessageMatch pattern, int limit)
    {
        EventKey? next = null;
        var count = 0;
        var bytes = 0L;
        answer.WriteStartArray("events");
        while (next is null && merge.TryTake(out var view, out var item))
        {
            if (!pattern.Matches(item.Message))
            {
                continue;
            }

            bytes += EventPage.BytesOf(item);
            if (count == limit || (bytes > EventPage.Bytes && count > 0))
            {
                next = item.Key;
                continue;
            }

            count++;
            answer.WriteStartObject();
            answer.WriteString("logStreamName", view.StreamName);
            EventPage.WriteMembers(answer, item);
            answer.WriteString("eventId", item.Key.ToId());
            answer.WriteEndObject();
        }

        answer.WriteEndArray();
        return next;
    }

    private static IEnumerable<LogStream> Selected(LogGroup group, JsonFields fields)
    {
        var names = fields.Texts("logStreamNames");
        var prefix = fields.Text("logStreamNamePrefix");
        if (names is not null && prefix is not null)
        {
            throw ServiceException.InvalidParameter(
                "logStreamNames and logStreamNamePrefix are mutually exclusive parameters.");
        }

        if (names is { Count: 0 or > MostStreams })
        {
            throw ServiceException.Constraint(
                $"'[{names.Count} names]'", "logStreamNames", $"have length between 1 and {MostStreams}");
        }

        return names is not null
            ? names.Distinct().Select(group.Require)
            : group.Streams.Where(stream => prefix is null || stream.Name.StartsWith(prefix, StringComparison.Ordinal));
    }
}
