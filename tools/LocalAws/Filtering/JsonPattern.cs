using System.Text.Json;

namespace PhiLens.LocalAws.Filtering;

/// <summary>Applies a condition to messages that are JSON objects; other messages never fit.</summary>
internal sealed class JsonPattern(Func<JsonElement, bool> condition) : IMessageMatch
{
    public bool Matches(ReadOnlySpan<byte> message)
    {
        try
        {
            var reader = new Utf8JsonReader(message);
            var root = JsonElement.ParseValue(ref reader);
            return root.ValueKind == JsonValueKind.Object && !reader.Read() && condition(root);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
