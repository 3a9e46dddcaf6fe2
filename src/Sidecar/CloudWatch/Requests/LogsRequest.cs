using System.Buffers;
using System.Text.Json;
using Amazon.Runtime;

namespace PhiLens.Sidecar.CloudWatch.Requests;

/// <summary>
/// One request to CloudWatch Logs: an operation's name and the bytes of its JSON. It is sent once; a retry is a new
/// request with the same body.
/// </summary>
/// <param name="operation">The operation, for example <c>PutLogEvents</c>.</param>
/// <param name="body">The JSON, possibly compressed.</param>
internal sealed class LogsRequest(string operation, RequestBody body) : AmazonWebServiceRequest
{
    private RequestProgress _progress;

    /// <summary>A request whose body is one object of JSON: names and settings, never log data.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="writeMembers">Writes what the object holds.</param>
    public static LogsRequest Of(string operation, Action<Utf8JsonWriter> writeMembers)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            writeMembers(json);
            json.WriteEndObject();
        }

        return new LogsRequest(operation, RequestBody.Of(bytes.WrittenMemory));
    }

    /// <summary>The operation's name.</summary>
    public string Operation { get; } = operation;

    /// <summary>The bytes to send.</summary>
    public RequestBody Body { get; } = body;

    /// <summary>Whether the body is compressed with gzip.</summary>
    public bool Gzip { get; init; }

    /// <summary>Whether the service is told to look for metrics (<c>x-amzn-logs-format: json/emf</c>).</summary>
    public bool EmbeddedMetricFormat { get; init; }

    /// <summary>How far the request came. Written by the transport, read by who waits for the answer.</summary>
    public RequestProgress Progress
    {
        get => _progress;
        set => Interlocked.Exchange(ref _progress, value);
    }
}
