using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PhiLens.Pipeline.Sealing.Keys;

/// <summary>
/// What opening the tokens of a data key takes, besides the right to use the KMS key: an event in the log. It tells no
/// secret.
/// </summary>
public sealed record KeyRecord
{
    /// <summary>The entry of the context that names the scope, which IAM conditions can ask for.</summary>
    public const string ScopeName = "scope";

    /// <summary>What a key record in JSON begins with.</summary>
    public const string Opening = "{\"le\":\"key\"";

    /// <summary>The longest record that is read, in bytes: 16 KiB.</summary>
    public const int Longest = 16 * 1024;

    private const int Version = 1;

    /// <summary>The key's number as tokens have it: 11 characters.</summary>
    public required string KeyId { get; init; }

    /// <summary>The ARN of the KMS key that wraps the data key.</summary>
    public required string MasterKey { get; init; }

    /// <summary>What the ciphertext is bound to.</summary>
    public required IReadOnlyDictionary<string, string> Context { get; init; }

    /// <summary>The data key as KMS ciphertext.</summary>
    public required ReadOnlyMemory<byte> Blob { get; init; }

    /// <summary>Names the one key that the record means, and vouches for the record: 32 bytes.</summary>
    public ReadOnlyMemory<byte> Commitment { get; init; }

    /// <summary>When the key was made.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The scope of its values.</summary>
    public string Scope => Context.GetValueOrDefault(ScopeName, "");

    /// <summary>The record as JSON in UTF-8, on one line.</summary>
    public byte[] ToJson() =>
        [.. Uncommitted(), .. Encoding.ASCII.GetBytes($",\"commit\":\"{Convert.ToBase64String(Commitment.Span)}\"}}")];

    /// <summary>The bytes that the commitment is about.</summary>
    internal byte[] Uncommitted()
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(bytes);
        json.WriteStartObject();
        json.WriteString("le"u8, "key"u8);
        json.WriteNumber("v"u8, Version);
        json.WriteString("kid"u8, KeyId);
        json.WriteString("kms"u8, MasterKey);
        json.WriteStartObject("ctx"u8);
        foreach ((string name, string value) in Context.OrderBy(c => c.Key, StringComparer.Ordinal))
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
        json.WriteBase64String("blob"u8, Blob.Span);
        json.WriteString("from"u8, From.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        json.Flush();
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>Reads the record that a text begins with; what follows it does not matter. Never throws.</summary>
    /// <param name="text">JSON in UTF-8.</param>
    /// <returns>The record, or null when it is none in exactly the form that <see cref="ToJson"/> writes.</returns>
    public static KeyRecord? Read(ReadOnlySpan<byte> text)
    {
        try
        {
            var reader = new Utf8JsonReader(text[..Math.Min(text.Length, Longest)], isFinalBlock: false, default);
            if (!JsonDocument.TryParseValue(ref reader, out JsonDocument? document))
            {
                return null;
            }

            KeyRecord? record = Read(document);
            return record is not null && text.StartsWith(record.ToJson()) ? record : null;
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException or FormatException
            or KeyNotFoundException or ArgumentException)
        {
            return null;
        }
    }

    private static KeyRecord? Read(JsonDocument document)
    {
        using (document)
        {
            JsonElement record = document.RootElement;
            return record.GetProperty("le").GetString() != "key" || record.GetProperty("v").GetInt32() != Version
                ? null
                : new KeyRecord
                {
                    KeyId = record.GetProperty("kid").GetString() ?? "",
                    MasterKey = record.GetProperty("kms").GetString() ?? "",
                    Context = record.GetProperty("ctx").EnumerateObject()
                        .ToDictionary(p => p.Name, p => p.Value.GetString() ?? "", StringComparer.Ordinal),
                    Blob = record.GetProperty("blob").GetBytesFromBase64(),
                    Commitment = record.GetProperty("commit").GetBytesFromBase64(),
                    From = record.GetProperty("from").GetDateTimeOffset(),
                };
        }
    }
}
