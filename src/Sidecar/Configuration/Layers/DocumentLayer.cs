using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace PhiLens.Sidecar.Configuration.Layers;

/// <summary>The layer of the JSON document: a file, or a text that the environment carries.</summary>
internal static class DocumentLayer
{
    /// <summary>The variable that names the document's file.</summary>
    public const string PathVariable = "PHILENS_CONFIG";

    /// <summary>The variable that holds the document's text.</summary>
    public const string TextVariable = "PHILENS_CONFIG_JSON";

    /// <summary>The largest document: 1 MiB, some hundred times what every setting takes.</summary>
    private const int LargestDocument = 1024 * 1024;

    /// <summary>Reads the document; without one the layer says nothing.</summary>
    /// <param name="path">The value of <c>PHILENS_CONFIG</c>, or empty.</param>
    /// <param name="text">The value of <c>PHILENS_CONFIG_JSON</c>, or empty.</param>
    public static Layer Read(string path, string text) => (path.Length > 0, text.Length > 0) switch
    {
        (true, true) => Refuse(PathVariable, $"must not be set together with {TextVariable}: choose one document."),
        (true, false) => ReadFile(path),
        (false, true) => Parse(Encoding.UTF8.GetBytes(text), TextVariable, TextVariable),
        _ => new Layer([]),
    };

    private static Layer ReadFile(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            byte[] document = new byte[LargestDocument + 1];
            int length = file.ReadAtLeast(document, document.Length, throwOnEndOfStream: false);
            return length > LargestDocument
                ? Refuse(PathVariable, "must name a document of at most 1MiB.")
                : Parse(document.AsSpan(0, length).ToArray(), PathVariable, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException
            or NotSupportedException)
        {
            string reason = e is FileNotFoundException or DirectoryNotFoundException
                ? "there is no such file"
                : "it cannot be read";
            return Refuse(PathVariable, $"must name a JSON document, but {reason}.");
        }
    }

    private static Layer Parse(byte[] document, string variable, string origin)
    {
        try
        {
            using MemoryStream stream = new(document);
            IConfigurationRoot root = new ConfigurationBuilder().AddJsonStream(stream).Build();
            return new Layer(root.AsEnumerable()
                .Where(p => p.Value is not null)
                .OrderBy(p => p.Key, StringComparer.Ordinal)
                .Select(p => new LayerEntry(p.Key, p.Value!.Trim(), origin)));
        }
        catch (JsonException e)
        {
            return Refuse(variable, $"must be valid JSON, but is not at {PlaceOf(e)}.");
        }
        catch (FormatException e) when (e.InnerException is JsonException inner)
        {
            return Refuse(variable, $"must be valid JSON, but is not at {PlaceOf(inner)}.");
        }
        catch (FormatException)
        {
            return Refuse(variable, "must be a JSON object in which no key appears twice.");
        }
    }

    private static string PlaceOf(JsonException e) =>
        $"line {e.LineNumber.GetValueOrDefault() + 1}, column {e.BytePositionInLine.GetValueOrDefault() + 1}";

    private static Layer Refuse(string variable, string rule) => new(new ConfigurationError(variable, rule));
}
