using System.Globalization;
using System.Text.Json;
using PhiLens.LocalAws.Ingest;
using PhiLens.LocalAws.Protocol;
using PhiLens.LocalAws.Statistics;
using PhiLens.LocalAws.Store;

namespace PhiLens.LocalAws.Logs;

/// <summary>
/// PutLogEvents. The sequence token is answered as ever, and one that is sent is ignored, as the service does.
/// </summary>
internal sealed class PutOperations(LogStore store, ServerStatistics statistics)
{
    private long _token;

    public void Register(OperationTable table) => table.Add("PutLogEvents", Put);

    private void Put(OperationCall call, Utf8JsonWriter answer)
    {
        using var request = PutRequestParser.Parse(call.Body.Span);
        var groupName = LogNames.CheckGroup(request.GroupName, "logGroupName");
        var streamName = LogNames.CheckStream(request.StreamName);
        if (!request.HasEvents)
        {
            throw JsonFields.MissingMember("logEvents");
        }

        PutLimits.Check(request.Events);
        var group = store.Require(groupName);
        var stream = group.Require(streamName);
        var now = store.Now;
        var verdict = call.Imposed is { } imposed
            ? AgeVerdict.From(imposed, request.Events.Length)
            : AgeVerdict.Judge(request.Events, now, group.ExpiredBefore(now));
        stream.Append(request, verdict.Accepted, now, call.Format, store.Sequences);
        Count(groupName, streamName, request, verdict);
        Write(answer, verdict);
    }

    private void Count(string group, string stream, PutRequest request, AgeVerdict verdict)
    {
        var accepted = request.Events[verdict.Accepted];
        var bytes = PutLimits.BytesOf(accepted) - (accepted.Length * PutLimits.EventOverhead);
        statistics.CountEvents(group, stream, accepted.Length, bytes, request.Events.Length - accepted.Length);
    }

    private void Write(Utf8JsonWriter answer, AgeVerdict verdict)
    {
        answer.WriteStartObject();
        answer.WriteString(
            "nextSequenceToken", Interlocked.Increment(ref _token).ToString("D56", CultureInfo.InvariantCulture));
        if (verdict.RejectsAny)
        {
            answer.WriteStartObject("rejectedLogEventsInfo");
            WriteBorder(answer, "tooNewLogEventStartIndex", verdict.TooNewStart);
            WriteBorder(answer, "tooOldLogEventEndIndex", verdict.TooOldEnd);
            WriteBorder(answer, "expiredLogEventEndIndex", verdict.ExpiredEnd);
            answer.WriteEndObject();
        }

        answer.WriteEndObject();
    }

    private static void WriteBorder(Utf8JsonWriter answer, string name, int? border)
    {
        if (border is { } value)
        {
            answer.WriteNumber(name, value);
        }
    }
}
