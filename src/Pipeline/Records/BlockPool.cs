using System.Numerics;

namespace PhiLens.Pipeline.Records;

/// <summary>
/// Rents blocks of memory under a <see cref="MemoryBudget"/> and clears each one when it comes back, so that no log
/// byte stays in a block. Free blocks are kept for the next renter, as long as rented and free blocks together
/// stay within the budget's limit. What exceeds that goes back to the kernel at once.
/// </summary>
/// <param name="budget">Counts every rented block with its whole size.</param>
public sealed class BlockPool(MemoryBudget budget)
{
    /// <summary>The smallest block: 4 KiB, one memory page, so that a nearly empty stream costs little.</summary>
    public const int SmallBlock = 4 * 1024;

    /// <summary>The usual block: 64 KiB, which stays in a core's cache from the read to the hash.</summary>
    public const int UsualBlock = 64 * 1024;

    /// <summary>The largest block: 32 MiB, room for a record of the greatest <c>RECORDS__MAXSIZE</c>.</summary>
    public const int LargestBlock = 32 * 1024 * 1024;

    private readonly long _mostHeld = budget.Limit;
    private readonly Lock _gate = new();
    private readonly Stack<Block>[] _free = NewFreeLists();
    private long _freeBytes;
    private long _rentedBytes;
    private int _rentedCount;

    /// <summary>The budget that every rented block counts against.</summary>
    public MemoryBudget Budget { get; } = budget;

    /// <summary>How many blocks are out. Zero after a clean end: a test's proof that nothing leaked.</summary>
    public int RentedCount => Volatile.Read(ref _rentedCount);

    /// <summary>Rents a block if the budget has room for it.</summary>
    /// <param name="minimumSize">The least size in bytes, 1 to <see cref="LargestBlock"/>.</param>
    /// <param name="keptFree">Bytes of the budget that must stay free, zero or more.</param>
    /// <returns>The block, or null when it does not fit under the budget's limit.</returns>
    public Block? TryRent(int minimumSize, long keptFree = 0)
    {
        int size = SizeFor(minimumSize);
        return Budget.TryReserve(size, keptFree) ? Take(size) : null;
    }

    /// <summary>Rents a block even above the budget's limit; see <see cref="MemoryBudget.Reserve"/>.</summary>
    /// <param name="minimumSize">The least size in bytes, 1 to <see cref="LargestBlock"/>.</param>
    public Block Rent(int minimumSize)
    {
        int size = SizeFor(minimumSize);
        Budget.Reserve(size);
        return Take(size);
    }

    /// <summary>Takes a block back and clears all of it, also what was written past its filled part.</summary>
    /// <param name="block">A block rented here; its holder must not touch it again.</param>
    /// <param name="quietly">Whether it was rented for an attempt that failed: nobody is woken then.</param>
    public void Return(Block block, bool quietly = false)
    {
        int size = block.Size;
        block.Bytes.Clear();
        block.Length = 0;
        bool isKept;
        lock (_gate)
        {
            _rentedCount--;
            _rentedBytes -= size;
            isKept = _rentedBytes + _freeBytes + size <= _mostHeld;
            if (isKept)
            {
                _free[ListFor(size)].Push(block);
                _freeBytes += size;
            }
        }

        if (!isKept)
        {
            block.GiveBack();
        }

        if (quietly)
        {
            Budget.ReleaseQuietly(size);
        }
        else
        {
            Budget.Release(size);
        }
    }

    /// <summary>The size that a request is rounded up to: a power of two.</summary>
    internal static int SizeFor(int minimumSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(minimumSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minimumSize, LargestBlock);
        return Math.Max(SmallBlock, (int)BitOperations.RoundUpToPowerOf2((uint)minimumSize));
    }

    private static int ListFor(int size) => BitOperations.Log2((uint)(size / SmallBlock));

    private static Stack<Block>[] NewFreeLists()
    {
        var lists = new Stack<Block>[ListFor(LargestBlock) + 1];
        for (int i = 0; i < lists.Length; i++)
        {
            lists[i] = new Stack<Block>();
        }

        return lists;
    }

    private Block Take(int size)
    {
        lock (_gate)
        {
            _rentedCount++;
            _rentedBytes += size;
            if (_free[ListFor(size)].TryPop(out Block? block))
            {
                _freeBytes -= size;
                return block;
            }

            ForgetFreeBlocks();
        }

        return new Block(size);
    }

    /// <summary>Lets go of free blocks of other sizes, largest first, when a new block would be too much.</summary>
    private void ForgetFreeBlocks()
    {
        for (int list = _free.Length - 1; list >= 0; list--)
        {
            while (_rentedBytes + _freeBytes > _mostHeld && _free[list].TryPop(out Block? block))
            {
                _freeBytes -= block.Size;
                block.GiveBack();
            }
        }
    }
}
