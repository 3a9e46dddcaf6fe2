using System.Collections.Frozen;
using System.Net;
using Amazon.Runtime;
using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Delivery;
using PhiLens.Sidecar.CloudWatch.Requests;

namespace PhiLens.Sidecar.CloudWatch;

/// <summary>
/// Says what follows from a request that failed. Pure. What an error code means is looked up; where there is no
/// answer, what counts is how far the request came.
/// </summary>
/// <remarks>
/// A failure is ambiguous when the service may have taken the batch: the connection or the time ended after the body's
/// last part was handed over, or the answer was a 5xx other than 503 (a 503 says that nothing was done). An unknown
/// code with status 400 is a refusal, as every code of that status is for PutLogEvents which is not listed here. An
/// answer without a code does not come from CloudWatch Logs but from something in between, and is tried again.
/// </remarks>
internal static class ErrorClassifier
{
    private static readonly FrozenDictionary<string, RetryCause> Retried = new Dictionary<string, RetryCause>
    {
        ["BandwidthLimitExceeded"] = RetryCause.Throttled,
        ["LimitExceededException"] = RetryCause.Throttled,
        ["RequestLimitExceeded"] = RetryCause.Throttled,
        ["RequestThrottled"] = RetryCause.Throttled,
        ["RequestThrottledException"] = RetryCause.Throttled,
        ["SlowDown"] = RetryCause.Throttled,
        ["Throttling"] = RetryCause.Throttled,
        ["ThrottledException"] = RetryCause.Throttled,
        ["ThrottlingException"] = RetryCause.Throttled,
        ["TooManyRequestsException"] = RetryCause.Throttled,

        ["InternalFailure"] = RetryCause.ServerError,
        ["InternalServerError"] = RetryCause.ServerError,
        ["InternalServerException"] = RetryCause.ServerError,
        ["OperationAbortedException"] = RetryCause.ServerError,
        ["ServiceUnavailable"] = RetryCause.ServerError,
        ["ServiceUnavailableException"] = RetryCause.ServerError,

        ["RequestTimeout"] = RetryCause.Timeout,
        ["RequestTimeoutException"] = RetryCause.Timeout,

        ["AuthFailure"] = RetryCause.Credentials,
        ["ExpiredToken"] = RetryCause.Credentials,
        ["ExpiredTokenException"] = RetryCause.Credentials,
        ["IncompleteSignature"] = RetryCause.Credentials,
        ["IncompleteSignatureException"] = RetryCause.Credentials,
        ["InvalidAccessKeyId"] = RetryCause.Credentials,
        ["InvalidClientTokenId"] = RetryCause.Credentials,
        ["InvalidSignatureException"] = RetryCause.Credentials,
        ["MissingAuthenticationToken"] = RetryCause.Credentials,
        ["MissingAuthenticationTokenException"] = RetryCause.Credentials,
        ["SignatureDoesNotMatch"] = RetryCause.Credentials,
        ["UnrecognizedClientException"] = RetryCause.Credentials,

        // The task's clock and the service's differ too much: the same door stays closed as with bad credentials.
        ["RequestExpired"] = RetryCause.Credentials,
        ["RequestInTheFuture"] = RetryCause.Credentials,
        ["RequestTimeTooSkewed"] = RetryCause.Credentials,

        ["AccessDenied"] = RetryCause.AccessDenied,
        ["AccessDeniedException"] = RetryCause.AccessDenied,
        ["NotAuthorized"] = RetryCause.AccessDenied,
        ["OptInRequired"] = RetryCause.AccessDenied,
        ["UnauthorizedOperation"] = RetryCause.AccessDenied,

        ["ResourceNotFoundException"] = RetryCause.DestinationMissing,
    }.ToFrozenDictionary();

    /// <summary>What follows from a failed PutLogEvents.</summary>
    /// <param name="error">What was thrown; not the caller's own cancellation.</param>
    /// <param name="progress">How far the request came.</param>
    public static DeliveryResult Classify(Exception error, RequestProgress progress) => error switch
    {
        LogsException answer => OfAnswer(answer),
        _ when progress == RequestProgress.Preparing => OfPreparation(error),
        OperationCanceledException when progress >= RequestProgress.Sending =>
            DeliveryResult.Retry(RetryCause.Timeout, ambiguous: progress == RequestProgress.Sent),
        _ => DeliveryResult.Retry(RetryCause.Connection, ambiguous: progress == RequestProgress.Sent),
    };

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

    private static DeliveryResult OfPreparation(Exception error) =>
        DeliveryResult.Retry(error is OperationCanceledException ? RetryCause.Timeout : RetryCause.Credentials);

    private static DeliveryResult OfAnswer(LogsException answer)
    {
        int status = (int)answer.StatusCode;
        if (answer.ErrorCode == "DataAlreadyAcceptedException")
        {
            return DeliveryResult.Accepted();
        }

        if (Retried.TryGetValue(answer.ErrorCode, out RetryCause cause))
        {
            return DeliveryResult.Retry(cause, IsAmbiguous(status), answer.RetryAfter);
        }

        return status switch
        {
            429 => DeliveryResult.Retry(RetryCause.Throttled, ambiguous: false, answer.RetryAfter),
            413 => DeliveryResult.Refused(),
            401 or 403 or 407 => DeliveryResult.Retry(RetryCause.AccessDenied),
            >= 400 and < 500 when answer.ErrorCode.Length > 0 => DeliveryResult.Refused(),
            _ => DeliveryResult.Retry(RetryCause.ServerError, IsAmbiguous(status), answer.RetryAfter),
        };
    }

    private static bool IsAmbiguous(int status) =>
        status >= 500 && status != (int)HttpStatusCode.ServiceUnavailable;
}
