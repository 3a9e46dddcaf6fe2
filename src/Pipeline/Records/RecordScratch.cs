using System.Numerics;

namespace PhiLens.Pipeline.Records;

/// <summary>
/// Two blocks in which a record is rewritten step by step: from the one that holds it into the other.
/// </summary>
/// <param name="buffers">Where the memory comes from.</param>
public sealed class RecordScratch(ReadBuffers buffers) : IDisposable
{
    private Block? _holding;
    private Block? _free;

    /// <summary>Where memory for anything else comes from.</summary>
    public ReadBuffers Buffers { get; } = buffers;

    /// <summary>Makes room for the next writing of the record.</summary>
    /// <param name="size">The least size in bytes.</param>
    /// <param name="room">The room.</param>
    /// <returns>Other than rented when memory has no room.</returns>
    public RentStatus TryMakeRoom(long size, out Span<byte> room)
    {
        room = default;
        if (_free is null || _free.Size < size)
        {
            if (size > BlockPool.LargestBlock)
            {
                return RentStatus.TooLarge;
            }

            GiveBack(ref _free);
            int wanted = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(size, 2 * BlockPool.SmallBlock));
            RentStatus status = Buffers.TryRent(wanted, out _free);
            if (status != RentStatus.Rented)
            {
                return status;
            }
        }

        room = _free!.Bytes;
        return RentStatus.Rented;
    }

    /// <summary>What was written is the record now.</summary>
    /// <param name="length">Its length in bytes.</param>
    public ReadOnlySpan<byte> Take(int length)
    {
        (_holding, _free) = (_free, _holding);
        return _holding!.Bytes[..length];
    }

    /// <summary>Gives the memory back until there is something to rewrite again.</summary>
    public void Rest()
    {
        GiveBack(ref _holding);
        GiveBack(ref _free);
    }

    /// <inheritdoc/>
    public void Dispose() => Rest();

    private void GiveBack(ref Block? block)
    {
        if (block is not null)
        {
            Buffers.Return(block);
            block = null;
        }
    }
}
