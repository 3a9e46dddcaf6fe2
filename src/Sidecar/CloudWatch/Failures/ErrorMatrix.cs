using System.Collections.Frozen;
using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Delivery;

namespace PhiLens.Sidecar.CloudWatch.Failures;

/// <summary>
/// Everything that can become of a PutLogEvents, and what follows from it. <c>docs/delivery.md</c> shows these rows.
/// </summary>
internal static class ErrorMatrix
{
    /// <summary>Nothing of the request went to the network.</summary>
    public static ErrorRow NoCredentials { get; } = new(
        "no credentials yet, or the search for them takes too long",
        DeliveryResult.Retry(RetryCause.Credentials),
        "sent again; they are looked for anew each time");

    /// <summary>No connection was made.</summary>
    public static ErrorRow NoConnection { get; } = new(
        "no name, no route, refused, no TLS, not connected within 5 s",
        DeliveryResult.Retry(RetryCause.Connection),
        "sent again over a new connection");

    /// <summary>The connection or the time ended within the body.</summary>
    public static ErrorRow CutBody { get; } = new(
        "reset or deadline (30 s) before the body's last part was handed over",
        DeliveryResult.Retry(RetryCause.Connection),
        "sent again: half a body is no request");

    /// <summary>The connection or the time ended after the body.</summary>
    public static ErrorRow NoAnswer { get; } = new(
        "reset or deadline after that, half an answer, a 200 that is not JSON, or an empty one without a request id",
        DeliveryResult.Retry(RetryCause.Connection, ambiguous: true),
        "sent again, its records counted as `ambiguous`");

    /// <summary>An answer that has no code, from something between here and the service.</summary>
    public static ErrorRow Foreign { get; } = new(
        "an answer without an error code, from a proxy or a load balancer",
        DeliveryResult.Retry(RetryCause.ServerError),
        "sent again; `ambiguous` for a 5xx other than 503");

    /// <summary>The KMS key of the group.</summary>
    public static ErrorRow KeyUnavailable { get; } = new(
        "the group's KMS key is disabled, deleted or not allowed",
        DeliveryResult.Retry(RetryCause.KeyUnavailable),
        "sent again slowly; health is red at once")
    {
        Codes =
        [
            "KMSAccessDeniedException", "KMSDisabledException", "KMSInvalidStateException", "KMSNotFoundException",
        ],
        Signs = "a message that begins with `The specified KMS`",
    };

    /// <summary>A validation error.</summary>
    public static ErrorRow Refused { get; } = new(
        "a validation error",
        DeliveryResult.Refused(),
        "halved until the bad events stand alone; those are dropped as `refused`")
    {
        Codes = ["InvalidParameterException", "SerializationException", "ValidationException"],
        Statuses = [413],
        Signs = "any other code with a 4xx",
    };

    /// <summary>The rows that a code or a status alone leads to.</summary>
    private static readonly ErrorRow[] OfAnswers =
    [
        new("throttling", DeliveryResult.Retry(RetryCause.Throttled), "sent again; requests in flight are halved")
        {
            Codes =
            [
                "BandwidthLimitExceeded", "LimitExceededException", "RequestLimitExceeded", "RequestThrottled",
                "RequestThrottledException", "SlowDown", "ThrottledException", "Throttling", "ThrottlingException",
                "TooManyRequestsException",
            ],
            Statuses = [429],
        },
        new(
            "the service failed",
            DeliveryResult.Retry(RetryCause.ServerError),
            "sent again; `ambiguous` for a 5xx other than 503")
        {
            Codes =
            [
                "InternalFailure", "InternalServerError", "InternalServerException", "OperationAbortedException",
                "ServiceUnavailable", "ServiceUnavailableException",
            ],
            Signs = "any other 5xx",
        },
        new("the service waited too long", DeliveryResult.Retry(RetryCause.Timeout), "sent again")
        {
            Codes = ["RequestTimeout", "RequestTimeoutException"],
            Statuses = [408],
        },
        new(
            "credentials are expired, rotated or not known yet",
            DeliveryResult.Retry(RetryCause.Credentials),
            "sent again with what the chain gives then")
        {
            Codes =
            [
                "AuthFailure", "ExpiredToken", "ExpiredTokenException", "IncompleteSignature",
                "IncompleteSignatureException", "InvalidAccessKeyId", "InvalidClientTokenId",
                "InvalidSignatureException", "MissingAuthenticationToken", "MissingAuthenticationTokenException",
                "SignatureDoesNotMatch", "UnrecognizedClientException",
            ],
        },
        new(
            "the task's clock and the service's differ by more than 4 minutes",
            DeliveryResult.Retry(RetryCause.ClockSkew),
            "sent again, signed for the time that the answer's `Date` says; events keep their own")
        {
            Codes = ["RequestExpired", "RequestInTheFuture", "RequestTimeTooSkewed"],
            Signs = "`InvalidSignatureException`",
        },
        new(
            "access denied",
            DeliveryResult.Retry(RetryCause.AccessDenied),
            "sent again slowly, so that a mended policy is enough; health is red at once")
        {
            Codes =
            [
                "AccessDenied", "AccessDeniedException", "NotAuthorized", "OptInRequired", "UnauthorizedOperation",
            ],
            Statuses = [401, 403, 407],
        },
        KeyUnavailable,
        new(
            "the group or the stream is missing, or was deleted",
            DeliveryResult.Retry(RetryCause.DestinationMissing),
            "created, and sent again at once; slowly growing waits where it may not be created")
        {
            Codes = ["ResourceNotFoundException"],
        },
        new(
            "the endpoint is not CloudWatch Logs as we know it",
            DeliveryResult.Retry(RetryCause.ServerError),
            "sent again: no event is to blame")
        {
            Codes = ["InvalidSequenceTokenException", "UnknownOperationException"],
        },
        new("taken before", DeliveryResult.Accepted(), "delivered") { Codes = ["DataAlreadyAcceptedException"] },
        Refused,
    ];

    private static readonly ErrorRow Accepted = new(
        "a 200, with or without a request id",
        DeliveryResult.Accepted(),
        "delivered, but for the events in `rejectedLogEventsInfo`: `too_old`, `expired`, `too_new`");

    private static readonly FrozenDictionary<string, ErrorRow> Codes =
        OfAnswers.SelectMany(r => r.Codes, (row, code) => (row, code)).ToFrozenDictionary(p => p.code, p => p.row);

    private static readonly FrozenDictionary<int, ErrorRow> Statuses =
        OfAnswers.SelectMany(r => r.Statuses, (row, status) => (row, status))
            .ToFrozenDictionary(p => p.status, p => p.row);

    /// <summary>Every row, as the documentation shows them.</summary>
    public static IReadOnlyList<ErrorRow> Rows { get; } =
        [Accepted, .. OfAnswers, Foreign, NoCredentials, NoConnection, CutBody, NoAnswer];

    /// <summary>The row of an error code; null when it is not known.</summary>
    /// <param name="code">The code; may be empty.</param>
    public static ErrorRow? OfCode(string code) => Codes.GetValueOrDefault(code);

    /// <summary>The row of an HTTP status that has one of its own; null otherwise.</summary>
    /// <param name="status">The status.</param>
    public static ErrorRow? OfStatus(int status) => Statuses.GetValueOrDefault(status);
}
