namespace PhiLens.Pipeline.Records;

/// <summary>
/// Rents the buffers that sources read into. Together they may take at most half of the budget, so that batches can
/// always move on, however many long lines are half read.
/// </summary>
/// <param name="pool">Where the blocks come from.</param>
public sealed class ReadBuffers(BlockPool pool)
{
    private readonly MemoryBudget _share = new(Math.Max(1, pool.Budget.Limit / 2));

    /// <summary>Rents the first, small buffer of a lane, which must not fail.</summary>
    public Block RentFirst() => pool.Rent(BlockPool.SmallBlock);

    /// <summary>Rents a larger buffer.</summary>
    /// <param name="size">The least size in bytes.</param>
    /// <param name="block">The buffer, when rented.</param>
    public RentStatus TryRent(int size, out Block? block)
    {
        block = null;
        if (!_share.TryReserve(size))
        {
            return RentStatus.NoShare;
        }

        block = pool.TryRent(size);
        if (block is null)
        {
            _share.Release(size);
            return RentStatus.NoRoom;
        }

        return RentStatus.Rented;
    }

    /// <summary>Takes a buffer back.</summary>
    /// <param name="block">A buffer rented here.</param>
    public void Return(Block block)
    {
        if (block.Size > BlockPool.SmallBlock)
        {
            _share.Release(block.Size);
        }

        pool.Return(block);
    }
}
