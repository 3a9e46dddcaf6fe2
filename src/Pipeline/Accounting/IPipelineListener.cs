using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Accounting;

/// <summary>
/// Hears what the core does, for the product's own log. No method takes a byte of a record. Calls come from any
/// thread and must return at once.
/// </summary>
public interface IPipelineListener
{
    /// <summary>A batch will be sent again.</summary>
    /// <param name="destination">The log group and stream.</param>
    /// <param name="cause">Why it was not delivered.</param>
    /// <param name="failedTries">How many tries of this batch have failed so far, one or more.</param>
    /// <param name="wait">How long until the next try.</param>
    void RetryScheduled(LogStreamName destination, RetryCause cause, int failedTries, TimeSpan wait);

    /// <summary>A batch was delivered after one or more failed tries.</summary>
    /// <param name="destination">The log group and stream.</param>
    /// <param name="failedTries">How many tries had failed.</param>
    void DeliveryResumed(LogStreamName destination, int failedTries);

    /// <summary>Records were lost.</summary>
    /// <param name="destination">The log group and stream.</param>
    /// <param name="reason">Why.</param>
    /// <param name="records">How many.</param>
    void RecordsDropped(LogStreamName destination, DropReason reason, long records);

    /// <summary>A record was longer than one event or the record limit, and goes out as several events.</summary>
    /// <param name="destination">The log group and stream.</param>
    void RecordSplit(LogStreamName destination);

    /// <summary>A fault of this code kept a record from being redacted; it was withheld.</summary>
    /// <param name="destination">The log group and stream.</param>
    /// <param name="fault">The kind of the fault, never a message.</param>
    void RedactionFailed(LogStreamName destination, string fault)
    {
    }

    /// <summary>A record has no value under the one key that its route sends; it was left out.</summary>
    /// <param name="destination">The log group and stream.</param>
    void LogKeyMissing(LogStreamName destination)
    {
    }
}
