using System.Collections.Concurrent;
using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Records;
using Serilog;

namespace PhiLens.Sidecar.Logging;

/// <summary>Writes what the core does into the product's log, each repeating event at most once per 10 s.</summary>
/// <param name="log">The log.</param>
/// <param name="time">The clock.</param>
internal sealed class PipelineLog(ILogger log, TimeProvider time) : IPipelineListener
{
    private readonly RepeatGate _gate = new(time);

    // Lost records must not only be held back: each line says how many were lost since the line before.
    private readonly ConcurrentDictionary<DropReason, long> _unwritten = new();

    /// <inheritdoc/>
    public void RetryScheduled(LogStreamName destination, RetryCause cause, int failedTries, TimeSpan wait)
    {
        if (_gate.TryPass((LogEventIds.RetryScheduled, cause), out long heldBack))
        {
            LogEvents.RetryScheduled(log, destination, cause, failedTries, wait, heldBack);
        }
    }

    /// <inheritdoc/>
    public void DeliveryResumed(LogStreamName destination, int failedTries)
    {
        if (_gate.TryPass(LogEventIds.DeliveryResumed, out long heldBack))
        {
            LogEvents.DeliveryResumed(log, destination, failedTries, heldBack);
        }
    }

    /// <inheritdoc/>
    public void RecordsDropped(LogStreamName destination, DropReason reason, long records)
    {
        _unwritten.AddOrUpdate(reason, records, (_, before) => before + records);
        if (_gate.TryPass((LogEventIds.RecordsDropped, reason), out _) && _unwritten.TryRemove(reason, out long lost))
        {
            LogEvents.RecordsDropped(log, destination, reason, lost);
        }
    }

    /// <inheritdoc/>
    public void RedactionFailed(LogStreamName destination, string fault)
    {
        if (_gate.TryPass((LogEventIds.RedactionFailed, fault), out long heldBack))
        {
            LogEvents.RedactionFailed(log, destination, fault, heldBack);
        }
    }

    /// <inheritdoc/>
    public void RecordSplit(LogStreamName destination)
    {
        if (_gate.TryPass(LogEventIds.RecordSplit, out long heldBack))
        {
            LogEvents.RecordSplit(log, destination, heldBack);
        }
    }
}
