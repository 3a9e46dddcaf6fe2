using PhiLens.Pipeline.Delivery;

namespace PhiLens.Sidecar.CloudWatch;

/// <summary>A request that failed: enough to find it in the account's own records, and nothing that was sent.</summary>
/// <param name="Operation">The operation, for example <c>PutLogEvents</c>.</param>
/// <param name="Group">The log group's name.</param>
/// <param name="Stream">The log stream's name; null where the operation is about the group.</param>
/// <param name="Code">
/// The service's error code, or the kind of the fault (<c>SecureConnectionError</c>, <c>NameResolutionError</c>,
/// <c>Timeout</c>, <c>NoCredentials</c>, …). Never a message.
/// </param>
/// <param name="HttpStatus">The HTTP status, or null when there was no answer.</param>
/// <param name="RequestId">The service's id of the request, or null when there was none.</param>
/// <param name="Result">What follows from it.</param>
internal sealed record CloudWatchFailure(
    string Operation,
    string Group,
    string? Stream,
    string Code,
    int? HttpStatus,
    string? RequestId,
    DeliveryResult Result);
