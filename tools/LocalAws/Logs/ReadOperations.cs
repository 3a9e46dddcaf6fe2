using System.Text.Json;
using PhiLens.LocalAws.Protocol;
using PhiLens.LocalAws.Store;

namespace PhiLens.LocalAws.Logs;

/// <summary>
/// GetLogEvents: one stream, page by page in either direction. A token is a border between events: the forward token
/// asks for what begins at its key, the backward token for what lies before it. At the end the token that was sent
/// comes back, which is how clients know.
/// </summary>
internal sealed class ReadOperations(LogStore store)
{
    private const string Forward = "f/";
    private const string Backward = "b/";
    private const string TokenEnd = "/s";

    public void Register(OperationTable table) => table.Add("GetLogEvents", Get);

    private void Get(OperationCall call, Utf8JsonWriter answer)
    {
        var fields = call.Fields;
        var group = store.Require(LogNames.RequireEither(fields));
        var stream = group.Require(LogNames.RequireStream(fields));
        var limit = fields.Within("limit", 1, EventPage.Events, EventPage.Events);
        var start = Math.Max(fields.Time("startTime") ?? 0, group.ExpiredBefore(store.Now));
        var end = fields.Time("endTime") ?? long.MaxValue;
        var token = fields.Text("nextToken");

        var view = stream.View();
        var first = view.FirstAtOrAfter(new EventKey(start, 0));
        var last = Math.Max(view.FirstAtOrAfter(new EventKey(end, 0)), first);
        var fromHead = fields.Flag("startFromHead");
        if (token is not null)
        {
            (fromHead, var border) = Parse(token);
            var place = Math.Clamp(view.FirstAtOrAfter(border), first, last);
            (first, last) = fromHead ? (place, last) : (first, place);
        }

        var page = fromHead ? FromHead(view, first, last, limit) : FromTail(view, first, last, limit);
        Write(answer, view, page, token, new EventKey(start, 0));
    }

    private static (int First, int Last) FromHead(StreamView view, int first, int last, int limit)
    {
        var place = first;
        var bytes = 0L;
        while (place < last && place - first < limit)
        {
            bytes += EventPage.BytesOf(view[place]);
            if (bytes > EventPage.Bytes && place > first)
            {
                break;
            }

            place++;
        }

        return (first, place);
    }

    private static (int First, int Last) FromTail(StreamView view, int first, int last, int limit)
    {
        var place = last;
        var bytes = 0L;
        while (place > first && last - place < limit)
        {
            bytes += EventPage.BytesOf(view[place - 1]);
            if (bytes > EventPage.Bytes && place < last)
            {
                break;
            }

            place--;
        }

        return (place, last);
    }

    private static void Write(
        Utf8JsonWriter answer, StreamView view, (int First, int Last) page, string? token, EventKey start)
    {
        answer.WriteStartObject();
        answer.WriteStartArray("events");
        for (var place = page.First; place < page.Last; place++)
        {
            answer.WriteStartObject();
            EventPage.WriteMembers(answer, view[place]);
            answer.WriteEndObject();
        }

        answer.WriteEndArray();
        var (before, after) = page.First < page.Last
            ? (view[page.First].Key, After(view[page.Last - 1].Key))
            : Still(token, start);
        answer.WriteString("nextForwardToken", Forward + after.ToId() + TokenEnd);
        answer.WriteString("nextBackwardToken", Backward + before.ToId() + TokenEnd);
        answer.WriteEndObject();
    }

    // An empty page leaves the reader where the token, or else the start of the range, has put him.
    private static (EventKey Before, EventKey After) Still(string? token, EventKey start)
    {
        var border = token is null ? start : Parse(token).Border;
        return (border, border);
    }

    private static EventKey After(EventKey key) => key with { Sequence = key.Sequence + 1 };

    private static (bool IsForward, EventKey Border) Parse(string token)
    {
        var isForward = token.StartsWith(Forward, StringComparison.Ordinal);
        var isBackward = token.StartsWith(Backward, StringComparison.Ordinal);
        var isComplete = token.Length == Forward.Length + EventKey.IdLength + TokenEnd.Length
            && token.EndsWith(TokenEnd, StringComparison.Ordinal);
        return (isForward || isBackward)
            && isComplete
            && EventKey.TryParseId(token.AsSpan(Forward.Length, EventKey.IdLength), out var border)
                ? (isForward, border)
                : throw PageToken.Invalid();
    }
}
