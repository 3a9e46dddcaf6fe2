using System.Numerics;
using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Redaction;

/// <summary>Bytes that grow in one block and keep what is in them.</summary>
/// <param name="memory">Where the block comes from.</param>
internal sealed class Scratch(ScratchMemory memory)
{
    private Block? _block;

    /// <summary>All bytes that can be used now.</summary>
    internal Span<byte> Bytes => _block is null ? default : _block.Bytes;

    /// <summary>Makes room for a size.</summary>
    /// <returns>False when memory has none; what was there stays.</returns>
    internal bool TryGrow(int size) => (_block is not null && size <= _block.Size) || TryReplace(size);

    /// <summary>Gives the memory back.</summary>
    internal void Rest()
    {
        if (_block is not null)
        {
            memory.Return(_block);
            _block = null;
        }
    }

    private bool TryReplace(int size)
    {
        if (size > BlockPool.LargestBlock)
        {
            return false;
        }

        int rounded = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(size, 2 * BlockPool.SmallBlock));
        if (!memory.TryRent(rounded, out Block? larger))
        {
            return false;
        }

        if (_block is not null)
        {
            _block.Bytes.CopyTo(larger!.Bytes);
            memory.Return(_block);
        }

        _block = larger;
        return true;
    }
}
