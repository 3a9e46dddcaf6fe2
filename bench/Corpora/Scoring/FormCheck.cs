using System.Text;
using System.Text.Json;
using PhiLens.Bench.Corpora.Kinds;

namespace PhiLens.Bench.Corpora.Scoring;

/// <summary>Whether a redacted line is still what its original was.</summary>
public static class FormCheck
{
    private const int HeaderOfX12 = 106;

    private static readonly JsonReaderOptions Deep = new() { MaxDepth = 1000 };

    /// <summary>Null, or what is broken about it, in words that hold nothing of the line.</summary>
    public static string? Complaint(RecordForm form, ReadOnlySpan<byte> original, ReadOnlySpan<byte> redacted)
    {
        return form switch
        {
            RecordForm.Json => Json(original, redacted),
            RecordForm.Hl7 => Counts(Hl7Shape(original), Hl7Shape(redacted), "HL7 segments or fields"),
            RecordForm.X12 => Counts(X12Shape(original), X12Shape(redacted), "X12 segments or elements"),
            _ => null,
        };
    }

    /// <summary>The redacted document parses and has the same containers and names in the same order.</summary>
    private static string? Json(ReadOnlySpan<byte> original, ReadOnlySpan<byte> redacted)
    {
        List<JsonTokenType>? before = Tokens(original);
        List<JsonTokenType>? after = Tokens(redacted);
        return after is null ? "JSON does not parse"
            : before is not null && !before.SequenceEqual(after) ? "JSON has other members"
            : null;
    }

    private static List<JsonTokenType>? Tokens(ReadOnlySpan<byte> json)
    {
        var tokens = new List<JsonTokenType>();
        var reader = new Utf8JsonReader(json, Deep);
        try
        {
            while (reader.Read())
            {
                // A redacted number or flag becomes a string.
                tokens.Add(reader.TokenType is JsonTokenType.StartArray or JsonTokenType.EndArray
                    or JsonTokenType.StartObject or JsonTokenType.EndObject or JsonTokenType.PropertyName
                    ? reader.TokenType
                    : JsonTokenType.String);
            }
        }
        catch (JsonException)
        {
            return null;
        }

        return tokens;
    }

    private static string? Counts(List<int> before, List<int> after, string what) =>
        before.SequenceEqual(after) ? null : $"the number of {what} changed";

    /// <summary>The number of fields of every segment.</summary>
    private static List<int> Hl7Shape(ReadOnlySpan<byte> line)
    {
        string text = Encoding.Latin1.GetString(line);
        int header = text.IndexOf("MSH", StringComparison.Ordinal);
        char field = header >= 0 && text.Length > header + 3 ? text[header + 3] : '|';
        string[] segments = text[Math.Max(header, 0)..].Split(["\\r", "\r"], StringSplitOptions.RemoveEmptyEntries);
        return [.. segments.Select(s => s.Count(c => c == field))];
    }

    /// <summary>The number of elements of every segment, after the header's fixed length.</summary>
    private static List<int> X12Shape(ReadOnlySpan<byte> line)
    {
        string text = Encoding.Latin1.GetString(line);
        int header = text.IndexOf("ISA", StringComparison.Ordinal);
        if (header < 0 || text.Length < header + HeaderOfX12)
        {
            return [];
        }

        char element = text[header + 3];
        char terminator = text[header + HeaderOfX12 - 1];
        return [.. text[header..].Split(terminator).Select(s => s.Count(c => c == element))];
    }
}
