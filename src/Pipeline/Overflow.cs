using PhiLens.Pipeline.Delivery;
using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline;

/// <summary>Decides, by the <c>WHENFULL</c> policy, how a lane gets room when the memory budget is full.</summary>
/// <param name="policy">The policy.</param>
/// <param name="deliverer">Holds the batches that can be given up.</param>
/// <param name="flush">
/// Closes the growing batches of all streams, or of those above their fair share, so that they can be delivered or
/// given up.
/// </param>
/// <param name="time">The clock.</param>
internal sealed class Overflow(WhenFull policy, Deliverer deliverer, Action<bool> flush, TimeProvider time)
{
    /// <summary>
    /// After so long a waiting lane looks again by itself: what another lane gave back after a failed attempt woke
    /// nobody.
    /// </summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(100);

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

    /// <param name="asker">The memory of the stream that needs room; null for what is read or shaped.</param>
    internal Next Decide(StreamBlocks? asker = null)
    {
        switch (policy)
        {
            case WhenFull.Block:
                flush(false);
                return Next.Wait;
            case WhenFull.DropNewest:
                return Next.DropThis;
            default:
                return TryDropOldest(asker) ? Next.TryAgain : Next.DropThis;
        }
    }

    /// <summary>What to do about memory that could not be had.</summary>
    internal Next Decide(RentStatus status) => status switch
    {
        RentStatus.TooLarge => Next.DropThis,

        // Giving up batches would not help: others are half read.
        RentStatus.NoShare when policy != WhenFull.Block => Next.DropThis,
        _ => Decide(),
    };

    /// <summary>Waits until there may be room.</summary>
    /// <param name="released">The budget's next release, taken before the attempt that failed.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    internal async ValueTask WaitAsync(Task released, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await released.WaitAsync(LookAgain, time, cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>
    /// The oldest batch goes, of the streams above their fair share. A stream below it loses something to itself or to
    /// others below theirs only, when no stream is above or those have all on its way; an asker above its share then
    /// gives up the record at hand.
    /// </summary>
    private bool TryDropOldest(StreamBlocks? asker)
    {
        if (deliverer.TryDropOldest(onlyAboveShare: true))
        {
            return true;
        }

        // Nothing waits in their queues: then the growing batches hold the memory.
        flush(true);
        if (deliverer.TryDropOldest(onlyAboveShare: true))
        {
            return true;
        }

        if (asker is { IsAboveShare: true })
        {
            return false;
        }

        if (deliverer.TryDropOldest(onlyAboveShare: false))
        {
            return true;
        }

        flush(false);
        return deliverer.TryDropOldest(onlyAboveShare: false);
    }
}
