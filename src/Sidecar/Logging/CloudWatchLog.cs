using PhiLens.Pipeline.Records;
using PhiLens.Sidecar.CloudWatch;
using PhiLens.Sidecar.CloudWatch.Failures;
using Serilog;

namespace PhiLens.Sidecar.Logging;

/// <summary>Writes what the sink meets into the product's log, each repeating failure at most once per 10 s.</summary>
/// <param name="log">The log.</param>
/// <param name="time">The clock.</param>
internal sealed class CloudWatchLog(ILogger log, TimeProvider time) : ICloudWatchEvents
{
    private readonly RepeatGate _gate = new(time);

    /// <inheritdoc/>
    public void GroupCreated(string group) => LogEvents.GroupCreated(log, group);

    /// <inheritdoc/>
    public void StreamCreated(string group, string stream) =>
        LogEvents.StreamCreated(log, new LogStreamName(group, stream));

    /// <inheritdoc/>
    public void GroupUnencrypted(string group)
    {
        if (_gate.TryPass(("group without a key", group), out long heldBack))
        {
            LogEvents.GroupUnencrypted(log, group, heldBack);
        }
    }

    /// <inheritdoc/>
    public void RequestFailed(CloudWatchFailure failure)
    {
        if (_gate.TryPass((failure.Operation, failure.Code), out long heldBack))
        {
            LogEvents.RequestFailed(
                log, (failure.Operation, failure.Group), failure.Code, failure.RequestId, heldBack);
        }
    }
}
