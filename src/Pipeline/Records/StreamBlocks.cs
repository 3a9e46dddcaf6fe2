namespace PhiLens.Pipeline.Records;

/// <summary>
/// Rents blocks for the batches of one stream, and knows how much it holds: from the growing batch to those that wait
/// or are on their way. Safe for several threads.
/// </summary>
public sealed class StreamBlocks
{
    private readonly BlockPool _pool;
    private readonly FairShares? _shares;
    private long _held;

    /// <summary>For memory that is no stream's.</summary>
    /// <param name="pool">Where the blocks come from.</param>
    public StreamBlocks(BlockPool pool)
        : this(pool, shares: null)
    {
    }

    internal StreamBlocks(BlockPool pool, FairShares? shares)
    {
        _pool = pool;
        _shares = shares;
    }

    /// <summary>The bytes that the stream holds.</summary>
    public long Held => Volatile.Read(ref _held);

    /// <summary>Whether that is more than its fair share.</summary>
    public bool IsAboveShare => _shares is { } shares && shares.IsAbove(Held);

    /// <summary>Rents a block if there is room for it.</summary>
    /// <param name="minimumSize">The least size in bytes.</param>
    /// <returns>The block, or null when there is none that this stream may have.</returns>
    public Block? TryRent(int minimumSize)
    {
        Block? block = _pool.TryRent(minimumSize, _shares?.KeptFrom(Held) ?? 0);
        Count(block?.Size ?? 0);
        return block;
    }

    /// <summary>Rents a block even above the budget's limit; see <see cref="MemoryBudget.Reserve"/>.</summary>
    /// <param name="minimumSize">The least size in bytes.</param>
    public Block Rent(int minimumSize)
    {
        Block block = _pool.Rent(minimumSize);
        Count(block.Size);
        return block;
    }

    /// <summary>Takes a block back; see <see cref="BlockPool.Return"/>.</summary>
    /// <param name="block">A block rented here.</param>
    /// <param name="quietly">Whether to wake nobody.</param>
    public void Return(Block block, bool quietly = false)
    {
        Count(-block.Size);
        _pool.Return(block, quietly);
    }

    private void Count(int bytes)
    {
        if (bytes == 0)
        {
            return;
        }

        long after = Interlocked.Add(ref _held, bytes);
        if (after == 0)
        {
            _shares?.CountHolding(-1);
        }
        else if (after == bytes)
        {
            _shares?.CountHolding(+1);
        }
    }
}
