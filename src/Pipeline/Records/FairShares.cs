namespace PhiLens.Pipeline.Records;

/// <summary>
/// Shares the memory budget between streams. A stream's fair share is the limit divided by the streams that hold
/// anything, so one that is alone may hold all of it, and what others do not use is anybody's. A stream above its
/// share cannot take the last eighth of the budget while there are other streams: those come in there, however full
/// the others keep the rest.
/// </summary>
/// <param name="pool">Where the memory comes from.</param>
public sealed class FairShares(BlockPool pool)
{
    /// <summary>The part that is kept for streams below their share: an eighth.</summary>
    private const int KeptPart = 8;

    private int _streams;
    private int _holding;

    /// <summary>Begins to count for one more stream.</summary>
    public StreamBlocks OpenStream()
    {
        Interlocked.Increment(ref _streams);
        return new StreamBlocks(pool, this);
    }

    /// <summary>Whether a stream holds more than its fair share.</summary>
    /// <param name="held">The bytes that it holds.</param>
    internal bool IsAbove(long held) => held * Math.Max(1, Volatile.Read(ref _holding)) > pool.Budget.Limit;

    /// <summary>The bytes that must stay free after a stream took some.</summary>
    /// <param name="held">The bytes that it holds.</param>
    internal long KeptFrom(long held)
    {
        int others = Math.Min(Volatile.Read(ref _streams), Math.Max(2, Volatile.Read(ref _holding)));
        return others > 1 && held * others > pool.Budget.Limit ? pool.Budget.Limit / KeptPart : 0;
    }

    /// <summary>A stream began to hold something, or holds nothing any more.</summary>
    /// <param name="change">One more or one less.</param>
    internal void CountHolding(int change) => Interlocked.Add(ref _holding, change);
}
