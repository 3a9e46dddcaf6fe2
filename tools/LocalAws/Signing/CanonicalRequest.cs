using System.Text;

namespace PhiLens.LocalAws.Signing;

/// <summary>
/// Builds the text that both sides hash. Layout, one per line: method, path, query, each signed header as
/// <c>name:value</c>, an empty line, the names joined with semicolons, the body's SHA-256 in hexadecimal.
/// </summary>
internal static class CanonicalRequest
{
    public static string Build(SignedRequest request, IReadOnlyList<string> signedHeaders, string payloadHash)
    {
        var text = new StringBuilder(512);
        text.Append(request.Method).Append('\n');
        text.Append(EncodePath(request.Path)).Append('\n');
        text.Append(SortQuery(request.Query)).Append('\n');
        foreach (var name in signedHeaders)
        {
            text.Append(name).Append(':').Append(Squeeze(request.Header(name) ?? "")).Append('\n');
        }

        text.Append('\n').AppendJoin(';', signedHeaders).Append('\n').Append(payloadHash);
        return text.ToString();
    }

    // Every service but S3 encodes the path once more than it stands on the wire.
    private static string EncodePath(string path) =>
        string.Join('/', (path.Length == 0 ? "/" : path).Split('/').Select(Uri.EscapeDataString));

    private static string SortQuery(string query)
    {
        if (query.Length == 0)
        {
            return "";
        }

        var pairs = query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(Recode).ToArray();
        Array.Sort(pairs, static (left, right) =>
        {
            var byName = string.CompareOrdinal(left.Name, right.Name);
            return byName != 0 ? byName : string.CompareOrdinal(left.Value, right.Value);
        });
        return string.Join('&', pairs.Select(pair => $"{pair.Name}={pair.Value}"));
    }

    private static (string Name, string Value) Recode(string pair)
    {
        var equals = pair.IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? pair : pair[..equals];
        var value = equals < 0 ? "" : pair[(equals + 1)..];
        return (Normalize(name), Normalize(value));
    }

    private static string Normalize(string part) => Uri.EscapeDataString(Uri.UnescapeDataString(part));

    private static string Squeeze(string value)
    {
        var text = new StringBuilder(value.Length);
        foreach (var letter in value.AsSpan().Trim())
        {
            if (letter != ' ' || text[^1] != ' ')
            {
                text.Append(letter);
            }
        }

        return text.ToString();
    }
}
