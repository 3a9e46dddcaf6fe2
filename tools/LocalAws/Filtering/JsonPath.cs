using System.Text.Json;

namespace PhiLens.LocalAws.Filtering;

/// <summary>Finds a member by the names that lead to it. Places in arrays are not handled.</summary>
internal static class JsonPath
{
    public static JsonElement? Find(JsonElement root, ReadOnlySpan<string> path)
    {
        var current = root;
        foreach (var name in path)
        {
            if (current.ValueKind != JsonValueKind.Object || !current.TryGetProperty(name, out current))
            {
                return null;
            }
        }

        return current;
    }

    public static string TextOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
