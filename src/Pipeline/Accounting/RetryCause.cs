namespace PhiLens.Pipeline.Accounting;

/// <summary>Why a batch could not be delivered this time and will be sent again, byte for byte.</summary>
public enum RetryCause
{
    /// <summary>The destination asked to slow down.</summary>
    Throttled,

    /// <summary>The destination failed (HTTP 5xx).</summary>
    ServerError,

    /// <summary>No answer within the request's deadline.</summary>
    Timeout,

    /// <summary>The connection could not be made, was reset, or ended within the answer.</summary>
    Connection,

    /// <summary>Credentials are missing, expired or not accepted yet.</summary>
    Credentials,

    /// <summary>The clocks of this machine and of the destination differ too much.</summary>
    ClockSkew,

    /// <summary>The credentials may not do this; a policy change can mend it at any time.</summary>
    AccessDenied,

    /// <summary>The KMS key of the log group cannot be used; enabling it can mend that at any time.</summary>
    KeyUnavailable,

    /// <summary>The log group or stream is missing and could not be created yet.</summary>
    DestinationMissing,
}
