using System.Text;
using System.Text.Json;
using PhiLens.Pipeline.Sealing.Keys;

namespace PhiLens.Sidecar.Commands.Decrypting.Keys;

/// <summary>
/// Finds key records in any text: as they are, and within a string of JSON, as the AWS CLI prints events.
/// </summary>
internal static class KeyRecordFinder
{
    private const int MostDepth = 2;

    private static readonly byte[] Opening = Encoding.ASCII.GetBytes(KeyRecord.Opening);
    private static readonly byte[] EscapedOpening =
        Encoding.ASCII.GetBytes(KeyRecord.Opening.Replace("\"", "\\\"", StringComparison.Ordinal));

    /// <summary>Finds the records of a text.</summary>
    /// <param name="text">Whole lines.</param>
    /// <param name="found">Takes each.</param>
    public static void Find(ReadOnlySpan<byte> text, Action<KeyRecord> found) => Find(text, found, depth: 0);

    private static void Find(ReadOnlySpan<byte> text, Action<KeyRecord> found, int depth)
    {
        ReadOnlySpan<byte> rest = text;
        for (int at; (at = rest.IndexOf(Opening)) >= 0; rest = rest[(at + Opening.Length)..])
        {
            if (KeyRecord.Read(rest[at..]) is { } record)
            {
                found(record);
            }
        }

        if (depth < MostDepth)
        {
            FindEscaped(text, found, depth);
        }
    }

    private static void FindEscaped(ReadOnlySpan<byte> text, Action<KeyRecord> found, int depth)
    {
        // What was unescaped was searched to its end: it is never looked at twice.
        int length;
        for (int at; (at = text.IndexOf(EscapedOpening)) >= 0; text = text[(at + length)..])
        {
            ReadOnlySpan<byte> rest = text[at..Math.Min(text.Length, at + (2 * KeyRecord.Longest))];
            if (Unescape(rest, out length) is { } plain)
            {
                Find(plain, found, depth + 1);
            }
        }
    }

    /// <summary>What stands from here to the end of the string of JSON; null when that is no text.</summary>
    private static byte[]? Unescape(ReadOnlySpan<byte> text, out int end)
    {
        end = 0;
        while (end < text.Length && text[end] != '"')
        {
            end += text[end] == '\\' ? 2 : 1;
        }

        if (end >= text.Length)
        {
            end = text.Length;
            return null;
        }

        try
        {
            var reader = new Utf8JsonReader([(byte)'"', .. text[..end], (byte)'"']);
            reader.Read();
            return Encoding.UTF8.GetBytes(reader.GetString()!);
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
