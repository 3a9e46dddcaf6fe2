using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PhiLens.Pipeline.Records;

/// <summary>The events of a batch in order, in one pooled block that doubles when it is full.</summary>
/// <param name="pool">Where the block comes from.</param>
public sealed class EventIndex(StreamBlocks pool)
{
    private Block? _block;

    /// <summary>How many events there are.</summary>
    public int Count { get; private set; }

    /// <summary>The entries.</summary>
    public Span<EventEntry> Entries =>
        _block is null ? default : MemoryMarshal.Cast<byte, EventEntry>(_block.Bytes)[..Count];

    /// <summary>Makes sure that one more entry fits.</summary>
    /// <returns>False when the budget has no room for it.</returns>
    public bool TryMakeRoom()
    {
        int needed = (Count + 1) * Unsafe.SizeOf<EventEntry>();
        if (_block is not null && needed <= _block.Size)
        {
            return true;
        }

        if (pool.TryRent(needed) is not { } larger)
        {
            return false;
        }

        if (_block is not null)
        {
            _block.Bytes.CopyTo(larger.Bytes);
            pool.Return(_block);
        }

        _block = larger;
        return true;
    }

    /// <summary>Adds an entry, after <see cref="TryMakeRoom"/> said that it fits.</summary>
    /// <param name="entry">The event's entry.</param>
    public void Add(EventEntry entry)
    {
        Count++;
        Entries[^1] = entry;
    }

    /// <summary>Gives the block back. The index is then empty.</summary>
    /// <param name="quietly">Whether to wake nobody who waits for room.</param>
    public void Clear(bool quietly = false)
    {
        if (_block is not null)
        {
            pool.Return(_block, quietly);
            _block = null;
        }

        Count = 0;
    }
}
