using PhiLens.Pipeline.Delivery;
using PhiLens.Sidecar.CloudWatch.Requests;

namespace PhiLens.Sidecar.CloudWatch.Failures;

/// <summary>Makes a <see cref="CloudWatchFailure"/> of what was thrown, taking only what may be shown.</summary>
internal static class FailureReport
{
    /// <summary>Describes a failed request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="error">What was thrown.</param>
    /// <param name="name">The group, and the stream where the request is about one.</param>
    /// <param name="result">What follows from it.</param>
    public static CloudWatchFailure Of(
        LogsRequest request, Exception error, (string Group, string? Stream) name, DeliveryResult result)
    {
        var answer = error as LogsException;
        return new CloudWatchFailure
        {
            Operation = request.Operation,
            Group = name.Group,
            Stream = name.Stream,
            Code = ErrorClassifier.Name(error, request.Progress),
            HttpStatus = (int?)answer?.StatusCode,
            RequestId = answer?.RequestId is { Length: > 0 } id ? id : null,
            Result = result,
        };
    }
}
