using System.Text.Json;
using System.Text.Unicode;
using PhiLens.LocalAws.Protocol;

namespace PhiLens.LocalAws.Ingest;

/// <summary>Reads a PutLogEvents body straight from its bytes, without an object or a string per event.</summary>
internal static class PutRequestParser
{
    /// <summary>Parses a body. The caller disposes what it gets.</summary>
    public static PutRequest Parse(ReadOnlySpan<byte> body)
    {
        if (!Utf8.IsValid(body))
        {
            throw ServiceException.Unreadable("The request body is not valid UTF-8.");
        }

        var request = new PutRequest(body.Length);
        try
        {
            var reader = new Utf8JsonReader(body);
            ReadObject(ref reader, request);
            return request;
        }
        catch (Exception failure)
        {
            request.Dispose();
            if (failure is JsonException or InvalidOperationException)
            {
                throw ServiceException.Unreadable("The request body is not valid JSON text.");
            }

            throw;
        }
    }

    private static void ReadObject(ref Utf8JsonReader reader, PutRequest request)
    {
        reader.Read();
        Expect(ref reader, JsonTokenType.StartObject, "The request body");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("logEvents"u8))
            {
                ReadEvents(ref reader, request);
            }
            else if (reader.ValueTextEquals("logGroupName"u8))
            {
                request.GroupName = ReadText(ref reader, "logGroupName");
            }
            else if (reader.ValueTextEquals("logStreamName"u8))
            {
                request.StreamName = ReadText(ref reader, "logStreamName");
            }
            else
            {
                reader.Skip();
            }
        }

        // The reader itself refuses what follows the object.
        reader.Read();
    }

    private static void ReadEvents(ref Utf8JsonReader reader, PutRequest request)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
        {
            return;
        }

        Expect(ref reader, JsonTokenType.StartArray, "'logEvents'");
        request.Restart();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Expect(ref reader, JsonTokenType.StartObject, "A log event");
            ReadEvent(ref reader, request);
        }
    }

    private static void ReadEvent(ref Utf8JsonReader reader, PutRequest request)
    {
        long? timestamp = null;
        int? length = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("message"u8))
            {
                length = ReadMessage(ref reader, request);
            }
            else if (reader.ValueTextEquals("timestamp"u8))
            {
                timestamp = ReadTimestamp(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        // The service counts members of a list from one in its messages.
        Require(timestamp, length, request.Events.Length + 1);
        request.Add(timestamp!.Value, length!.Value);
    }

    private static void Require(long? timestamp, int? length, int place)
    {
        if (timestamp is >= 0 && length is > 0)
        {
            return;
        }

        var member = $"logEvents.{place}.member";
        throw (timestamp, length) switch
        {
            (null, _) => JsonFields.MissingMember($"{member}.timestamp"),
            (_, null) => JsonFields.MissingMember($"{member}.message"),
            (_, 0) => ServiceException.Constraint("''", $"{member}.message", "have length greater than or equal to 1"),
            _ => ServiceException.Constraint(
                $"'{timestamp}'", $"{member}.timestamp", "have value greater than or equal to 0"),
        };
    }

    private static int? ReadMessage(ref Utf8JsonReader reader, PutRequest request)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        Expect(ref reader, JsonTokenType.String, "'message'");
        if (reader.ValueIsEscaped)
        {
            return EscapedText.Undo(reader.ValueSpan, request.Free);
        }

        reader.ValueSpan.CopyTo(request.Free);
        return reader.ValueSpan.Length;
    }

    private static long? ReadTimestamp(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        Expect(ref reader, JsonTokenType.Number, "'timestamp'");
        return reader.TryGetInt64(out var value)
            ? value
            : throw ServiceException.Unreadable("'timestamp' has a value of the wrong type.");
    }

    private static string? ReadText(ref Utf8JsonReader reader, string name)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        Expect(ref reader, JsonTokenType.String, $"'{name}'");
        return reader.GetString();
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType token, string what)
    {
        if (reader.TokenType != token)
        {
            throw ServiceException.Unreadable($"{what} has a value of the wrong type.");
        }
    }
}
