using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PhiLens.Bench.Corpora.Truth;

/// <summary>The file beside a log: one JSON object for each line of it.</summary>
public static class TruthFile
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Format(TruthLine line) => JsonSerializer.Serialize(line, Options);

    public static IEnumerable<TruthLine> Read(string path) =>
        File.ReadLines(path).Select(line => JsonSerializer.Deserialize<TruthLine>(line, Options)!);
}
