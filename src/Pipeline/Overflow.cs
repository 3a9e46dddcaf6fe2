using PhiLens.Pipeline.Delivery;
using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline;

/// <summary>Decides, by the <c>WHENFULL</c> policy, how a lane gets room when the memory budget is full.</summary>
/// <param name="policy">The policy.</param>
/// <param name="deliverer">Holds the batches that can be given up.</param>
/// <param name="flushAll">Closes the growing batches of all streams, so that they can be delivered or given up.</param>
internal sealed class Overflow(WhenFull policy, Deliverer deliverer, Action flushAll)
{
    internal OverflowAction Decide()
    {
        switch (policy)
        {
            case WhenFull.Block:
                flushAll();
                return OverflowAction.Wait;
            case WhenFull.DropNewest:
                return OverflowAction.DropThis;
            default:
                return TryDropOldest() ? OverflowAction.TryAgain : OverflowAction.DropThis;
        }
    }

    private bool TryDropOldest()
    {
        if (deliverer.TryDropOldest())
        {
            return true;
        }

        // Nothing waits in a queue: then the growing batches hold the memory.
        flushAll();
        return deliverer.TryDropOldest();
    }
}
