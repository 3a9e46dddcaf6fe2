using System.Text.Json;

namespace PhiLens.Pipeline.Redaction.Policies.Reading;

/// <summary>Reads JSON into nodes that know their places. Strict: no comments, no commas at the end.</summary>
internal static class DocumentReader
{
    /// <summary>A policy has five levels.</summary>
    private const int Deepest = 16;

    /// <summary>Reads a document.</summary>
    /// <param name="document">UTF-8, without a byte order mark.</param>
    /// <param name="wrongAt">Where it stops being JSON, in bytes.</param>
    /// <returns>The outermost value; null when it is not JSON.</returns>
    internal static DocumentNode? Read(ReadOnlySpan<byte> document, out int wrongAt)
    {
        var reader = new Utf8JsonReader(document, new JsonReaderOptions { MaxDepth = Deepest });
        wrongAt = 0;
        try
        {
            reader.Read();
            DocumentNode node = ReadValue(ref reader);
            if (!reader.Read())
            {
                return node;
            }
        }
        catch (JsonException wrong)
        {
            wrongAt = PlaceOf(document, wrong);
            return null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair behind an escape, which is no text.
        }

        wrongAt = (int)reader.TokenStartIndex;
        return null;
    }

    private static DocumentNode ReadValue(ref Utf8JsonReader reader)
    {
        int at = (int)reader.TokenStartIndex;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return ReadObject(ref reader, at);
            case JsonTokenType.StartArray:
                return ReadArray(ref reader, at);
            case JsonTokenType.String:
                return new DocumentNode(NodeKind.Text, at) { Text = reader.GetString()! };
            case JsonTokenType.Number:
                return new DocumentNode(NodeKind.Number, at) { Number = reader.TryGetInt32(out int n) ? n : null };
            default:
                return new DocumentNode(WordOf(reader.TokenType), at);
        }
    }

    private static DocumentNode ReadObject(ref Utf8JsonReader reader, int at)
    {
        var node = new DocumentNode(NodeKind.Object, at);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int nameAt = (int)reader.TokenStartIndex;
            string name = reader.GetString()!;
            reader.Read();
            node.Members.Add((name, nameAt, ReadValue(ref reader)));
        }

        return node;
    }

    private static DocumentNode ReadArray(ref Utf8JsonReader reader, int at)
    {
        var node = new DocumentNode(NodeKind.Array, at);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            node.Items.Add(ReadValue(ref reader));
        }

        return node;
    }

    private static NodeKind WordOf(JsonTokenType token) => token switch
    {
        JsonTokenType.True => NodeKind.True,
        JsonTokenType.False => NodeKind.False,
        _ => NodeKind.Null,
    };

    private static int PlaceOf(ReadOnlySpan<byte> document, JsonException wrong)
    {
        int at = 0;
        for (long line = wrong.LineNumber ?? 0; line > 0 && at < document.Length; line--)
        {
            at += document[at..].IndexOf((byte)'\n') + 1;
        }

        return (int)Math.Min(document.Length, at + (wrong.BytePositionInLine ?? 0));
    }
}
