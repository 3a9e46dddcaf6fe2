using System.Collections.Concurrent;
using PhiLens.Sidecar.CloudWatch;
using PhiLens.Sidecar.CloudWatch.Failures;

namespace PhiLens.Sidecar.Tests.CloudWatch;

internal sealed class CollectingCloudWatchEvents : ICloudWatchEvents
{
    public ConcurrentQueue<string> Made { get; } = new();

    public ConcurrentQueue<CloudWatchFailure> Failures { get; } = new();

    public ConcurrentQueue<string> Unencrypted { get; } = new();

    public void GroupCreated(string group) => Made.Enqueue(group);

    public void StreamCreated(string group, string stream) => Made.Enqueue($"{group}:{stream}");

    public void GroupUnencrypted(string group) => Unencrypted.Enqueue(group);

    public void RequestFailed(CloudWatchFailure failure) => Failures.Enqueue(failure);
}
