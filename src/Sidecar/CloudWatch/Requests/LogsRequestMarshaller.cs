using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace PhiLens.Sidecar.CloudWatch.Requests;

/// <summary>
/// Turns a <see cref="LogsRequest"/> into the SDK's form of a request: the headers of the JSON 1.1 protocol, and the
/// body's hash. The body itself stays where it is; the transport writes it.
/// </summary>
internal sealed class LogsRequestMarshaller : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    private const string ServiceName = "Amazon.CloudWatchLogs";
    private const string TargetPrefix = "Logs_20140328.";

    /// <summary>The one instance: it has no state.</summary>
    public static LogsRequestMarshaller Instance { get; } = new();

    /// <inheritdoc/>
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var logs = (LogsRequest)input;
        var request = new DefaultRequest(logs, ServiceName)
        {
            HttpMethod = "POST",
            ResourcePath = "/",
            Content = [],
            PrecomputedContentSha256 = logs.Body.Sha256Hex,
        };
        request.Headers["Content-Type"] = "application/x-amz-json-1.1";
        request.Headers["X-Amz-Target"] = TargetPrefix + logs.Operation;
        if (logs.EmbeddedMetricFormat)
        {
            request.Headers["x-amzn-logs-format"] = "json/emf";
        }

        if (logs.Gzip)
        {
            request.Headers["Content-Encoding"] = "gzip";
        }

        return request;
    }
}
