using System.Globalization;
using System.Text;
using System.Text.Json;
using PhiLens.LocalAws.Filtering;
using PhiLens.LocalAws.Protocol;
using PhiLens.LocalAws.Store;

namespace PhiLens.LocalAws.Insights;

/// <summary>One event as a query sees it: fields that begin with an at sign, and members of a JSON message.</summary>
internal sealed class InsightsEvent(string streamName, string group, StoredEvent item)
{
    private const string TimeFormat = "yyyy-MM-dd HH:mm:ss.fff";

    private JsonElement? _json;

    public EventKey Key => item.Key;

    public string Message { get; } = Encoding.UTF8.GetString(item.Message);

    /// <summary>The field's value; null when the event has none.</summary>
    public string? Field(string name) => name switch
    {
        "@timestamp" => Time(item.Key.Timestamp),
        "@ingestionTime" => Time(item.IngestionTime),
        "@message" => Message,
        "@logStream" => streamName,
        "@log" => $"{LogNames.Account}:{group}",
        "@ptr" => item.Key.ToId(),
        _ => JsonPath.Find(_json ??= Parse(), name.Split('.')) is { } found ? JsonPath.TextOf(found) : null,
    };

    private static string Time(long milliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToString(TimeFormat, CultureInfo.InvariantCulture);

    private JsonElement Parse()
    {
        try
        {
            return JsonElement.Parse(Message);
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
