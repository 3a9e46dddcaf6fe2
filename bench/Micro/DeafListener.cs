using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Records;

namespace PhiLens.Bench.Micro;

/// <summary>Hears nothing.</summary>
internal sealed class DeafListener : IPipelineListener
{
    /// <inheritdoc/>
    public void RetryScheduled(LogStreamName destination, RetryCause cause, int failedTries, TimeSpan wait)
    {
    }

    /// <inheritdoc/>
    public void DeliveryResumed(LogStreamName destination, int failedTries)
    {
    }

    /// <inheritdoc/>
    public void RecordsDropped(LogStreamName destination, DropReason reason, long records)
    {
    }

    /// <inheritdoc/>
    public void RecordSplit(LogStreamName destination)
    {
    }
}
