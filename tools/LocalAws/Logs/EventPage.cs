using System.Text.Json;
using PhiLens.LocalAws.Store;

namespace PhiLens.LocalAws.Logs;

/// <summary>How much one answer may hold, and how an event looks in it.</summary>
internal static class EventPage
{
    /// <summary>The service answers at most 1 MB of events at once.</summary>
    public const long Bytes = 1_048_576;

    public const int Events = 10_000;

    /// <summary>Counts bytes as the service does for requests: the message and 26 more.</summary>
    public static long BytesOf(in StoredEvent item) => item.Length + Ingest.PutLimits.EventOverhead;

    /// <summary>Writes the members that every kind of answer shows.</summary>
    public static void WriteMembers(Utf8JsonWriter answer, in StoredEvent item)
    {
        answer.WriteNumber("timestamp", item.Key.Timestamp);
        answer.WriteString("message", item.Message);
        answer.WriteNumber("ingestionTime", item.IngestionTime);
    }
}
