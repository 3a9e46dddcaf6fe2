using PhiLens.Pipeline.Accounting;

namespace PhiLens.Pipeline.Records;

/// <summary>
/// Something that a batch owes beside its place in the ledger: it hears, exactly once for each event that was
/// entrusted to it, what became of that event.
/// </summary>
public interface IReceipt
{
    /// <summary>
    /// Whether it writes the outcome of its events into the ledger itself. Otherwise it only listens, and the batch
    /// counts the event like any other.
    /// </summary>
    bool KeepsBook { get; }

    /// <summary>An event was put in a batch.</summary>
    void Entrust();

    /// <summary>An event's outcome is known.</summary>
    /// <param name="lost">Why it was lost, or null when it was delivered.</param>
    void Settle(DropReason? lost);
}
