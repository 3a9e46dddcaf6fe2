using System.Text.Json;

namespace PhiLens.LocalAws.Protocol;

/// <summary>
/// The members of a request's JSON object. A member of the wrong JSON type is a <c>SerializationException</c>, as in
/// the
/// service; a member that is absent or <c>null</c> reads as <see langword="null"/>.
/// </summary>
internal sealed class JsonFields
{
    private readonly JsonElement _root;

    private JsonFields(JsonElement root) => _root = root;

    public static JsonFields Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            var root = JsonElement.ParseValue(ref reader);
            if (root.ValueKind == JsonValueKind.Object && !reader.Read())
            {
                return new JsonFields(root);
            }
        }
        catch (JsonException)
        {
            // Answered below: the service does not say where the document breaks either.
        }

        throw ServiceException.Unreadable("The request body is not a JSON object.");
    }

    public string? Text(string name) => Find(name, JsonValueKind.String) is { } value ? TextOf(value, name) : null;

    public string RequiredText(string name) => Text(name) ?? throw MissingMember(name);

    public long? Number(string name)
    {
        if (Find(name, JsonValueKind.Number) is not { } value)
        {
            return null;
        }

        return value.TryGetInt64(out var number) ? number : throw WrongType(name);
    }

    public long RequiredNumber(string name) => Number(name) ?? throw MissingMember(name);

    /// <summary>An integer within its declared range, or the default when it is absent.</summary>
    public int Within(string name, int lowest, int highest, int otherwise)
    {
        var value = Number(name) ?? otherwise;
        if (value < lowest)
        {
            throw ServiceException.Constraint($"'{value}'", name, $"have value greater than or equal to {lowest}");
        }

        return value <= highest
            ? (int)value
            : throw ServiceException.Constraint($"'{value}'", name, $"have value less than or equal to {highest}");
    }

    /// <summary>A point in time in milliseconds, never negative.</summary>
    public long? Time(string name)
    {
        var value = Number(name);
        return value is not < 0
            ? value
            : throw ServiceException.Constraint($"'{value}'", name, "have value greater than or equal to 0");
    }

    public bool Flag(string name)
    {
        if (!_root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return false;
        }

        return value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : throw WrongType(name);
    }

    /// <summary>Bytes, which the wire carries in base64.</summary>
    public byte[]? Blob(string name)
    {
        try
        {
            return Text(name) is { } text ? Convert.FromBase64String(text) : null;
        }
        catch (FormatException)
        {
            throw ServiceException.Unreadable($"'{name}' is not valid base64.");
        }
    }

    public List<string>? Texts(string name)
    {
        if (Find(name, JsonValueKind.Array) is not { } array)
        {
            return null;
        }

        return [.. array.EnumerateArray().Select(item => TextOf(item, name))];
    }

    public Dictionary<string, string>? Map(string name)
    {
        if (Find(name, JsonValueKind.Object) is not { } map)
        {
            return null;
        }

        var result = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var member in map.EnumerateObject())
        {
            result[Unicode(() => member.Name, name)] = TextOf(member.Value, name);
        }

        return result;
    }

    public static ServiceException MissingMember(string name) =>
        ServiceException.Constraint("null", name, "not be null");

    private JsonElement? Find(string name, JsonValueKind kind)
    {
        if (!_root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return value.ValueKind == kind ? value : throw WrongType(name);
    }

    private static string TextOf(JsonElement value, string name)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            throw WrongType(name);
        }

        return Unicode(() => value.GetString()!, name);
    }

    // An escaped half of a surrogate pair passes the parser and fails only when the text is read.
    private static string Unicode(Func<string> read, string name)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            throw ServiceException.Unreadable($"'{name}' is not valid Unicode text.");
        }
    }

    private static ServiceException WrongType(string name) =>
        ServiceException.Unreadable($"'{name}' has a value of the wrong type.");
}
