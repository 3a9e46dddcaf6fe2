namespace PhiLens.LocalAws.Faults;

/// <summary>What goes wrong; on the wire the names are written in lower case with hyphens.</summary>
internal enum FaultKind
{
    /// <summary>ThrottlingException, 400; nothing is stored.</summary>
    Throttle,

    /// <summary>The status and error type that the rule names; nothing is stored.</summary>
    Error,

    /// <summary>ServiceUnavailableException, 503; nothing is stored.</summary>
    Unavailable,

    /// <summary>The request is read, nothing is stored, the connection is reset.</summary>
    ResetBefore,

    /// <summary>The request is carried out, then the connection is reset without an answer.</summary>
    ResetAfter,

    /// <summary>The request is read and answered late, or never.</summary>
    Stall,

    /// <summary>Half of the request's body is read, then the connection is reset; nothing is stored.</summary>
    HalfBody,

    /// <summary>The request is carried out, and half of its answer is sent.</summary>
    HalfAnswer,

    /// <summary>Events are answered as rejected, whatever their times say.</summary>
    Reject,

    /// <summary>The answer has no <c>x-amzn-RequestId</c>.</summary>
    NoRequestId,

    /// <summary>ExpiredTokenException, 400.</summary>
    ExpiredToken,

    /// <summary>AccessDeniedException, 400.</summary>
    AccessDenied,

    /// <summary>
    /// The server's clock is moved for this request, so that a correct signature is too old or too new.
    /// </summary>
    ClockSkew,

    /// <summary>The KMS key cannot be used: the group's in CloudWatch Logs, the one that is named in KMS.</summary>
    KmsDisabled,
}
