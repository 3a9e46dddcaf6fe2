using System.Net;
using Amazon.Runtime;

namespace PhiLens.Sidecar.CloudWatch.Requests;

/// <summary>
/// CloudWatch Logs refused a request. The message is the error's code only: what else the service says may quote what
/// was sent to it.
/// </summary>
/// <param name="code">The error's code, or an empty string when the answer had none.</param>
/// <param name="requestId">The service's id of the request, or an empty string.</param>
/// <param name="status">The HTTP status.</param>
/// <param name="inner">The SDK's exception.</param>
internal sealed class LogsException(string code, string requestId, HttpStatusCode status, Exception? inner)
    : AmazonServiceException(code, inner, ErrorType.Unknown, code, requestId, status)
{
    /// <summary>Whether the service's message says that the trouble is with the log group's KMS key.</summary>
    public bool IsAboutKey { get; init; }

    /// <summary>The shortest wait that the service asked for, if it did.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
