using System.Text.Json;

namespace PhiLens.LocalAws.Protocol;

/// <summary>
/// The group and stream that a request is about, read ahead of the operation for faults and statistics.
/// </summary>
internal readonly record struct RequestNames(string? Group, string? Stream)
{
    /// <summary>The access key id that signs the request, as it claims.</summary>
    public string? Caller { get; init; }

    /// <summary>
    /// Reads until both names are known. The text may be the first part of a document or no JSON at all: what cannot be
    /// read stays unknown, and the operation itself words the refusal.
    /// </summary>
    public static RequestNames Peek(ReadOnlySpan<byte> json)
    {
        string? group = null;
        string? stream = null;
        try
        {
            var reader = new Utf8JsonReader(json, isFinalBlock: false, state: default);
            while ((group is null || stream is null) && reader.Read())
            {
                if (reader.CurrentDepth != 1 || reader.TokenType != JsonTokenType.PropertyName)
                {
                    continue;
                }

                var isGroup = reader.ValueTextEquals("logGroupName"u8)
                    || reader.ValueTextEquals("logGroupIdentifier"u8);
                var isStream = reader.ValueTextEquals("logStreamName"u8);
                if (!reader.Read())
                {
                    break;
                }

                Take(ref reader, isGroup, isStream, ref group, ref stream);
            }
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // The operation meets the same bytes and answers for them.
        }

        return new RequestNames(group, stream);
    }

    private static void Take(
        ref Utf8JsonReader reader, bool isGroup, bool isStream, ref string? group, ref string? stream)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            return;
        }

        if (isGroup)
        {
            group = reader.GetString();
        }
        else if (isStream)
        {
            stream = reader.GetString();
        }
    }
}
