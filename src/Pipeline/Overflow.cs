using PhiLens.Pipeline.Delivery;
using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline;

/// <summary>Decides, by the <c>WHENFULL</c> policy, how a lane gets room when the memory budget is full.</summary>
/// <param name="policy">The policy.</param>
/// <param name="deliverer">Holds the batches that can be given up.</param>
/// <param name="flushAll">Closes the growing batches of all streams, so that they can be delivered or given up.</param>
internal sealed class Overflow(WhenFull policy, Deliverer deliverer, Action flushAll)
{
    /// <summary>What a lane does next.</summary>
    internal enum Next
    {
        /// <summary>Room was made: try again.</summary>
        TryAgain,

        /// <summary>Wait until something is released; the source stops reading meanwhile.</summary>
        Wait,

        /// <summary>Give up the record at hand.</summary>
        DropThis,
    }

    internal Next Decide()
    {
        switch (policy)
        {
            case WhenFull.Block:
                flushAll();
                return Next.Wait;
            case WhenFull.DropNewest:
                return Next.DropThis;
            default:
                return TryDropOldest() ? Next.TryAgain : Next.DropThis;
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
