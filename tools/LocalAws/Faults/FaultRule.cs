using System.Text;
using System.Text.Json;
using PhiLens.LocalAws.Ingest;
using PhiLens.LocalAws.Kms;
using PhiLens.LocalAws.Protocol;

namespace PhiLens.LocalAws.Faults;

/// <summary>One fault and the requests that it befalls. A member that is not given limits nothing.</summary>
internal sealed record FaultRule
{
    public const int DefaultSkewMilliseconds = 600_000;

    public required FaultKind Fault { get; init; }

    /// <summary><c>logs</c> or <c>kms</c>.</summary>
    public string? Service { get; init; }

    public string? Operation { get; init; }

    /// <summary>The access key id that signs the request.</summary>
    public string? Caller { get; init; }

    public string? Group { get; init; }

    public string? Stream { get; init; }

    /// <summary>
    /// Only requests whose body has this text somewhere, its gzip undone; of a <c>half-body</c>, its first half.
    /// </summary>
    public string? Containing { get; init; }

    /// <summary>Only requests whose KMS encryption context has all of these pairs.</summary>
    public IReadOnlyDictionary<string, string>? Context { get; init; }

    /// <summary>Only requests whose KMS encryption context lacks one of these pairs.</summary>
    public IReadOnlyDictionary<string, string>? UnlessContext { get; init; }

    /// <summary>So many matching requests pass unharmed first.</summary>
    public int Skip { get; init; }

    /// <summary>So many requests are hit at most.</summary>
    public int? Count { get; init; }

    /// <summary>The chance of each matching request to be hit, from 0 to 1.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>Fixes the order in which <see cref="Probability"/> strikes.</summary>
    public int? Seed { get; init; }

    /// <summary>How long the answer is held back; a stall without it never answers.</summary>
    public int? DelayMs { get; init; }

    /// <summary>For a stall: whether the request is carried out before the wait, or after it.</summary>
    public bool StoreFirst { get; init; } = true;

    /// <summary>For <c>error</c>: the HTTP status.</summary>
    public int? Status { get; init; }

    /// <summary>For <c>error</c>: the error type.</summary>
    public string? Error { get; init; }

    /// <summary>The seconds of the answer's <c>Retry-After</c>; absent when null.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>For faults that answer an error: its message.</summary>
    public string? Message { get; init; }

    public int? TooOldEnd { get; init; }

    public int? ExpiredEnd { get; init; }

    public int? TooNewStart { get; init; }

    /// <summary>For <c>clock-skew</c>: how far ahead the server's clock seems; negative is behind.</summary>
    public int SkewMs { get; init; } = DefaultSkewMilliseconds;

    /// <summary>The borders that a <c>reject</c> imposes.</summary>
    public ImposedRejection? Imposed =>
        Fault == FaultKind.Reject ? new ImposedRejection(TooOldEnd, ExpiredEnd, TooNewStart) : null;

    /// <summary>The error that this fault answers instead of carrying the request out; null when it does not.</summary>
    public ServiceException? Refusal(RequestTarget target) => Fault switch
    {
        FaultKind.Throttle => new ServiceException("ThrottlingException", Message ?? "Rate exceeded"),
        FaultKind.Unavailable => new ServiceException(
            "ServiceUnavailableException", Message ?? "The service cannot complete the request.", 503),
        FaultKind.Error => new ServiceException(
            Error ?? "InternalFailure", Message ?? "A fault was asked for.", Status ?? 500),
        FaultKind.ExpiredToken => new ServiceException(
            "ExpiredTokenException", Message ?? "The security token included in the request is expired"),
        FaultKind.AccessDenied => new ServiceException(
            "AccessDeniedException",
            Message ?? $"User is not authorized to perform: {target.Service}:{target.Operation}; "
                + "no identity-based policy allows it"),
        FaultKind.KmsDisabled when target.Service == RequestTarget.KmsService => new ServiceException(
            "DisabledException", Message ?? "The KMS key is disabled."),
        FaultKind.KmsDisabled => ServiceException.InvalidParameter(
            Message ?? "The specified KMS Key is disabled or cannot be used with this log group."),
        _ => null,
    };

    /// <summary>Whether requests with this target can fit the rule.</summary>
    public bool Aims(RequestTarget target) =>
        (Service is null || Service == target.Service) && (Operation is null || Operation == target.Operation);

    public bool Matches(RequestTarget target, RequestNames names, ReadOnlySpan<byte> body) =>
        Aims(target)
        && (Caller is null || Caller == names.Caller)
        && (Group is null || Group == names.Group)
        && (Stream is null || Stream == names.Stream)
        && (Containing is null || body.IndexOf(Encoding.UTF8.GetBytes(Containing)) >= 0)
        && (Context is null || EncryptionContext.Peek(body).Includes(Context))
        && (UnlessContext is null || !EncryptionContext.Peek(body).Includes(UnlessContext));

    /// <summary>Why the rule makes no sense, or null.</summary>
    public string? Problem() => this switch
    {
        { Probability: < 0 or > 1 } => "'probability' must lie between 0 and 1.",
        { Skip: < 0 } => "'skip' must not be negative.",
        { Count: < 1 } => "'count' must be at least 1.",
        { DelayMs: < 0 } => "'delayMs' must not be negative.",
        { RetryAfter: < 0 } => "'retryAfter' must not be negative.",
        { Service: not (null or RequestTarget.LogsService or RequestTarget.KmsService) } =>
            "'service' must be 'logs' or 'kms'.",
        { Containing: "" } => "'containing' must not be empty.",
        { Status: < 400 or > 599 } => "'status' must lie between 400 and 599.",
        { Fault: FaultKind.Reject, TooOldEnd: null, ExpiredEnd: null, TooNewStart: null } =>
            "'reject' needs 'tooOldEnd', 'expiredEnd' or 'tooNewStart'.",
        _ => null,
    };

    /// <summary>The name of the fault on the wire.</summary>
    public static string NameOf(FaultKind kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());
}
