using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Shaping;

/// <summary>Where the records of a tag and source go, and what of them.</summary>
public sealed class ForwardRoute
{
    /// <summary>Makes a route.</summary>
    /// <param name="destination">The log group and stream.</param>
    /// <param name="logKey">The one key whose value is sent; null to send the whole record as JSON.</param>
    /// <param name="fields">What is added to every whole record, as text, in this order.</param>
    public ForwardRoute(
        LogStreamName destination, string? logKey = null, IEnumerable<KeyValuePair<string, string>>? fields = null)
    {
        Destination = destination;
        LogKey = logKey is null ? null : Encoding.UTF8.GetBytes(logKey);
        Fields = Encoding.UTF8.GetBytes(string.Concat((fields ?? []).Select(Pair)));
    }

    /// <summary>The log group and stream.</summary>
    public LogStreamName Destination { get; }

    /// <summary>The key whose value is sent, as UTF-8; null for the whole record.</summary>
    internal byte[]? LogKey { get; }

    /// <summary>The added fields as JSON, each with a comma before it.</summary>
    internal byte[] Fields { get; }

    private static string Pair(KeyValuePair<string, string> field) => $",{Text(field.Key)}:{Text(field.Value)}";

    private static string Text(string value) =>
        $"\"{JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
