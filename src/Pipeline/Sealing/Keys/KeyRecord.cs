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
    public const string Opening = "{\"le\":\"key\",\"v\":1,\"kid\":\"";

    /// <summary>The longest record that is read, in bytes: 16 KiB.</summary>
    public const int Longest = 16 * 1024;

    private const int Version = 1;

    private static ReadOnlySpan<byte> CommitmentName => ",\"commit\":\""u8;

    private static ReadOnlySpan<byte> End => "\"}"u8;

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

    /// <summary>The bytes that the commitment vouches for: all of the record in front of it.</summary>
    internal ReadOnlyMemory<byte> Vouched { get; private init; }

    /// <summary>Makes the record of a new key, which is to be completed by its commitment.</summary>
    /// <param name="keyId">The key's number.</param>
    /// <param name="generated">The key as it was made.</param>
    /// <param name="context">What it is bound to.</param>
    /// <param name="from">When it was made.</param>
    internal static KeyRecord Of(
        string keyId, GeneratedKey generated, IReadOnlyDictionary<string, string> context, DateTimeOffset from)
    {
        var record = new KeyRecord
        {
            KeyId = keyId,
            MasterKey = generated.MasterKey,
            Context = context,
            Blob = generated.Blob,
            From = from,
        };
        return record with { Vouched = record.Write() };
    }

    /// <summary>The record as JSON in UTF-8, on one line: byte for byte as it was read, if it was read.</summary>
    public byte[] ToJson() =>
    [
        .. Vouched.Span, .. CommitmentName, .. Encoding.ASCII.GetBytes(Convert.ToBase64String(Commitment.Span)), .. End,
    ];

    /// <summary>Reads the record that a text begins with; what follows it does not matter. Never throws.</summary>
    /// <param name="text">JSON in UTF-8.</param>
    /// <returns>The record, or null when it is none in the form that the specification has.</returns>
    public static KeyRecord? Read(ReadOnlySpan<byte> text)
    {
        try
        {
            var reader = new Utf8JsonReader(text[..Math.Min(text.Length, Longest)], isFinalBlock: false, default);
            if (!JsonDocument.TryParseValue(ref reader, out JsonDocument? document))
            {
                return null;
            }

            ReadOnlySpan<byte> whole = text[..(int)reader.BytesConsumed];
            KeyRecord? record = Read(document);
            int vouched = whole.LastIndexOf(CommitmentName);
            record = record is null || vouched < 0 ? null : record with { Vouched = whole[..vouched].ToArray() };
            return record is not null && whole.SequenceEqual(record.ToJson()) ? record : null;
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
            Dictionary<string, string> context = record.GetProperty("ctx").EnumerateObject()
                .ToDictionary(p => p.Name, p => p.Value.GetString() ?? "", StringComparer.Ordinal);
            bool isKey = record.GetProperty("le").GetString() == "key";
            return !isKey || record.GetProperty("v").GetInt32() != Version || !context.ContainsKey(ScopeName)
                ? null
                : new KeyRecord
                {
                    KeyId = record.GetProperty("kid").GetString() ?? "",
                    MasterKey = record.GetProperty("kms").GetString() ?? "",
                    Context = context,
                    Blob = record.GetProperty("blob").GetBytesFromBase64(),
                    Commitment = record.GetProperty("commit").GetBytesFromBase64(),
                    From = record.GetProperty("from").GetDateTimeOffset(),
                };
        }
    }

    private byte[] Write()
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(bytes);
        json.WriteStartObject();
        json.WriteString("le"u8, "key"u8);
        json.WriteNumber("v"u8, Version);
        json.WriteString("kid"u8, KeyId);
        json.WriteString("kms"u8, MasterKey);
        json.WriteStartObject("ctx"u8);
        foreach ((string name, string value) in Context)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
        json.WriteBase64String("blob"u8, Blob.Span);
        json.WriteString("from"u8, From.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        json.Flush();
        return bytes.WrittenSpan.ToArray();
    }
}
