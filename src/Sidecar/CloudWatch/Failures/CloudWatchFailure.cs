using PhiLens.Pipeline.Delivery;

namespace PhiLens.Sidecar.CloudWatch.Failures;

/// <summary>A request that failed: enough to find it in the account's own records, and nothing that was sent.</summary>
internal sealed record CloudWatchFailure
{
    /// <summary>The operation, for example <c>PutLogEvents</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>The log group's name.</summary>
    public required string Group { get; init; }

    /// <summary>The log stream's name; null where the operation is about the group.</summary>
    public string? Stream { get; init; }

    /// <summary>
    /// The service's error code, or the kind of the fault (<c>SecureConnectionError</c>, <c>NameResolutionError</c>,
    /// <c>Timeout</c>, <c>NoCredentials</c>, …). Never a message.
    /// </summary>
    public required string Code { get; init; }

    /// <summary>The HTTP status, or null when there was no answer.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>The service's id of the request, or null when there was none.</summary>
    public string? RequestId { get; init; }

    /// <summary>What follows from it.</summary>
    public required DeliveryResult Result { get; init; }
}
