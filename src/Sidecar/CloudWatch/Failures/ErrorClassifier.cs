using System.Net;
using Amazon.Runtime;
using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Delivery;
using PhiLens.Sidecar.CloudWatch.Requests;

namespace PhiLens.Sidecar.CloudWatch.Failures;

/// <summary>
/// Says what follows from a request that failed. Pure. What an error code means is looked up in the
/// <see cref="ErrorMatrix"/>; where there is no answer, what counts is how far the request came.
/// </summary>
/// <remarks>
/// A failure is ambiguous when the service may have taken the batch: the connection or the time ended after the body's
/// last part was handed over, or the answer was a 5xx other than 503 (a 503 says that nothing was done). An unknown
/// code with status 400 is a refusal, as every code of that status is for PutLogEvents which is not listed here. An
/// answer without a code does not come from CloudWatch Logs but from something in between, and is tried again.
/// </remarks>
internal static class ErrorClassifier
{
    /// <summary>What follows from a failed PutLogEvents.</summary>
    /// <param name="error">What was thrown; not the caller's own cancellation.</param>
    /// <param name="progress">How far the request came.</param>
    public static DeliveryResult Classify(Exception error, RequestProgress progress)
    {
        if (error is LogsException answer)
        {
            return OfAnswer(answer);
        }

        DeliveryResult result = (progress switch
        {
            RequestProgress.Preparing => ErrorMatrix.NoCredentials,
            RequestProgress.Connecting => ErrorMatrix.NoConnection,
            RequestProgress.Sending => ErrorMatrix.CutBody,
            _ => ErrorMatrix.NoAnswer,
        }).Result;
        return error is OperationCanceledException && progress != RequestProgress.Connecting
            ? DeliveryResult.Retry(RetryCause.Timeout, result.Ambiguous)
            : result;
    }

    /// <summary>A word for a failure that can be shown: a code or a kind, never a message.</summary>
    /// <param name="error">What was thrown.</param>
    /// <param name="progress">How far the request came.</param>
    public static string Name(Exception error, RequestProgress progress) => error switch
    {
        LogsException { ErrorCode.Length: > 0 } answer => answer.ErrorCode,
        LogsException => "NoErrorCode",
        OperationCanceledException when progress == RequestProgress.Connecting => "ConnectTimeout",
        OperationCanceledException => "Timeout",
        AmazonServiceException { ErrorCode.Length: > 0 } service when progress == RequestProgress.Preparing =>
            service.ErrorCode,
        _ when progress == RequestProgress.Preparing => "NoCredentials",
        HttpRequestException { HttpRequestError: not HttpRequestError.Unknown and var kind } => kind.ToString(),
        _ => "ConnectionError",
    };

    private static DeliveryResult OfAnswer(LogsException answer)
    {
        int status = (int)answer.StatusCode;
        ErrorRow row = answer.IsAboutKey ? ErrorMatrix.KeyUnavailable
            : ErrorMatrix.OfCode(answer.ErrorCode) ?? ErrorMatrix.OfStatus(status) ?? OfUnknown(answer, status);
        DeliveryResult result = row.Result;
        return result.Outcome == DeliveryOutcome.Retry
            ? DeliveryResult.Retry(result.Cause, result.Ambiguous || IsAmbiguous(status), answer.RetryAfter)
            : result;
    }

    private static ErrorRow OfUnknown(LogsException answer, int status) =>
        status is >= 400 and < 500 && answer.ErrorCode.Length > 0 ? ErrorMatrix.Refused : ErrorMatrix.Foreign;

    private static bool IsAmbiguous(int status) =>
        status >= 500 && status != (int)HttpStatusCode.ServiceUnavailable;
}
