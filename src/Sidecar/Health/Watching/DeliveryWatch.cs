using System.Collections.Concurrent;
using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Delivery;
using PhiLens.Pipeline.Records;

namespace PhiLens.Sidecar.Health.Watching;

/// <summary>
/// Sees each try to deliver, and says whether records arrive. They do not while a stream's last answer was that it may
/// not be written to or that its group's key cannot be used, or while it has been refused for longer than <see
/// cref="Patience"/>. Safe for several threads.
/// </summary>
/// <param name="sink">What delivers.</param>
/// <param name="time">The clock.</param>
internal sealed class DeliveryWatch(ISink sink, TimeProvider time) : ISink
{
    /// <summary>
    /// How long a stream's oldest batch may fail before that is worth waking somebody: 60 s, longer than throttling and
    /// a service's hiccups last.
    /// </summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The streams whose last try failed, and since when. There are no more of them than streams.</summary>
    private readonly ConcurrentDictionary<LogStreamName, (long Since, RetryCause Cause)> _failing = new();

    /// <summary>Whether records arrive.</summary>
    public bool IsDelivering => !_failing.Values.Any(f =>
        RetrySchedule.IsSlow(f.Cause) || time.GetElapsedTime(f.Since) > Patience);

    /// <inheritdoc/>
    public async ValueTask<DeliveryResult> SendAsync(EventBatch batch, CancellationToken cancellationToken)
    {
        long started = time.GetTimestamp();
        DeliveryResult result = await sink.SendAsync(batch, cancellationToken).ConfigureAwait(false);
        if (result.Outcome == DeliveryOutcome.Retry)
        {
            _failing.AddOrUpdate(
                batch.Destination, _ => (started, result.Cause), (_, known) => (known.Since, result.Cause));
        }
        else
        {
            _failing.TryRemove(batch.Destination, out _);
        }

        return result;
    }
}
