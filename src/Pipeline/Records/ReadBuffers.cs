namespace PhiLens.Pipeline.Records;

/// <summary>
/// Rents the buffers that one lane reads into and joins in, within what all lanes share. Safe for several threads.
/// </summary>
public sealed class ReadBuffers
{
    private readonly BlockPool _pool;
    private readonly ReadShare _share;
    private readonly bool _isScratch;

    /// <summary>Makes the buffers of a lane that shares with no other.</summary>
    /// <param name="pool">Where the blocks come from.</param>
    public ReadBuffers(BlockPool pool)
        : this(pool, new ReadShare(pool.Budget.Limit), isScratch: false)
    {
    }

    private ReadBuffers(BlockPool pool, ReadShare share, bool isScratch)
    {
        _pool = pool;
        _share = share;
        _isScratch = isScratch;
    }

    /// <summary>
    /// Memory for what is made of a record, given back whenever a lane waits or has nothing to do. Giving it back wakes
    /// nobody: two lanes that wait for room would wake each other with it without end.
    /// </summary>
    /// <param name="pool">Where the blocks come from.</param>
    public static ReadBuffers ForScratch(BlockPool pool) =>
        new(pool, new ReadShare(pool.Budget.Limit), isScratch: true);

    /// <summary>Makes the buffers of one more lane, which shares with those before.</summary>
    public ReadBuffers OpenLane() => new(_pool, _share, _isScratch);

    /// <summary>Rents the first, small buffer of a lane, which must not fail.</summary>
    public Block RentFirst() => _pool.Rent(BlockPool.SmallBlock);

    /// <summary>Rents a larger buffer.</summary>
    /// <param name="size">The least size in bytes.</param>
    /// <param name="block">The buffer, when rented.</param>
    public RentStatus TryRent(int size, out Block? block)
    {
        block = null;
        size = BlockPool.SizeFor(size);
        RentStatus status = _share.TryReserve(this, size, out bool isBeyond);
        if (status != RentStatus.Rented)
        {
            return status;
        }

        block = _pool.TryRent(size);
        if (block is null)
        {
            _share.Release(size, isBeyond);
            return RentStatus.NoRoom;
        }

        block.IsBeyondShare = isBeyond;
        return RentStatus.Rented;
    }

    /// <summary>Takes a buffer back.</summary>
    /// <param name="block">A buffer rented here.</param>
    public void Return(Block block)
    {
        if (block.Size > BlockPool.SmallBlock)
        {
            _share.Release(block.Size, block.IsBeyondShare);
        }

        block.IsBeyondShare = false;
        _pool.Return(block, quietly: _isScratch);
    }
}
