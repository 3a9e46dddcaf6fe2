using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Delivery;

/// <summary>
/// Writes a batch's outcome into the ledger and to the receipts it owes, exactly once, and returns its memory.
/// </summary>
/// <param name="ledger">The book.</param>
/// <param name="listener">Hears of losses.</param>
public sealed class Settlement(Ledger ledger, IPipelineListener listener)
{
    /// <summary>The destination took the batch, less the events that it rejected.</summary>
    /// <param name="batch">The batch; it is released.</param>
    /// <param name="rejected">The rejected events.</param>
    public void Deliver(EventBatch batch, RejectedEvents rejected)
    {
        int oldEnd = Math.Clamp(rejected.TooOldEnd, 0, batch.EventCount);
        int expiredEnd = Math.Clamp(rejected.ExpiredEnd, oldEnd, batch.EventCount);
        int newStart = Math.Clamp(batch.EventCount - rejected.TooNewCount, expiredEnd, batch.EventCount);
        Settle(batch, 0..oldEnd, DropReason.TooOld);
        Settle(batch, oldEnd..expiredEnd, DropReason.Expired);
        Settle(batch, expiredEnd..newStart, lost: null);
        Settle(batch, newStart..batch.EventCount, DropReason.TooNew);
        batch.Release();
    }

    /// <summary>The batch is lost as a whole.</summary>
    /// <param name="batch">The batch; it is released.</param>
    /// <param name="reason">Why.</param>
    public void Drop(EventBatch batch, DropReason reason)
    {
        Settle(batch, 0..batch.EventCount, reason);
        batch.Release();
    }

    /// <summary>What is left of a batch is lost.</summary>
    /// <param name="batch">The batch, which is released.</param>
    /// <param name="reason">Why, for what the destination does not have for sure.</param>
    internal void GiveUp(BatchProgress batch, DropReason reason)
    {
        if (batch.DoubtfulRest is { } doubtful)
        {
            Drop(doubtful, DropReason.Unconfirmed);
        }

        if (batch.SureRest is { } sure)
        {
            Drop(sure, reason);
        }

        batch.Whole.Release();
    }

    private void Settle(EventBatch batch, Range events, DropReason? lost)
    {
        int whole = events.End.Value - events.Start.Value;
        foreach (OwedReceipt owed in batch.Receipts)
        {
            if (owed.EventIndex >= events.Start.Value && owed.EventIndex < events.End.Value)
            {
                whole -= owed.Receipt.KeepsBook ? 1 : 0;
                owed.Receipt.Settle(lost);
            }
        }

        if (lost is not { } reason)
        {
            ledger.CountDelivered(whole);
        }
        else if (whole > 0)
        {
            ledger.CountDropped(reason, whole);
            listener.RecordsDropped(batch.Destination, reason, whole);
        }
    }
}
