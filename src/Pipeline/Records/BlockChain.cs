namespace PhiLens.Pipeline.Records;

/// <summary>
/// Bytes in a row of pooled blocks, growing at the end. The first block is small, and each next one twice as large up
/// to the usual size, so that a nearly empty stream holds little; a block may end before it is full, where the next
/// character did not fit. Not safe for several threads.
/// </summary>
/// <param name="pool">Where the blocks come from and go back to.</param>
public sealed class BlockChain(StreamBlocks pool)
{
    /// <summary>A full batch: 4 to 32 KiB and 1 MiB of usual blocks, with room for what escaping adds.</summary>
    private const int BlocksOfAFullBatch = 24;

    private readonly List<Block> _blocks = new(BlocksOfAFullBatch);

    /// <summary>Makes a chain of memory that is no stream's.</summary>
    /// <param name="pool">Where the blocks come from and go back to.</param>
    public BlockChain(BlockPool pool)
        : this(new StreamBlocks(pool))
    {
    }

    /// <summary>How many bytes the chain holds.</summary>
    public int Length { get; private set; }

    /// <summary>The blocks, in order.</summary>
    public IReadOnlyList<Block> Blocks => _blocks;

    /// <summary>Where the chain ends now.</summary>
    public ChainPosition Position => new(_blocks.Count, _blocks.Count == 0 ? 0 : _blocks[^1].Length, Length);

    /// <summary>Appends bytes as they are.</summary>
    /// <param name="bytes">What to append.</param>
    /// <param name="aboveLimit">Whether to grow even when the budget has no room.</param>
    /// <returns>False when there was no room; some of the bytes may then have been appended.</returns>
    public bool TryWrite(ReadOnlySpan<byte> bytes, bool aboveLimit = false)
    {
        while (true)
        {
            if (_blocks.Count > 0)
            {
                Span<byte> free = _blocks[^1].Free;
                int fits = Math.Min(bytes.Length, free.Length);
                bytes[..fits].CopyTo(free);
                Advance(fits);
                bytes = bytes[fits..];
            }

            if (bytes.IsEmpty)
            {
                return true;
            }

            if (!TryGrow(aboveLimit))
            {
                return false;
            }
        }
    }

    /// <summary>Appends a message as the inside of a JSON string.</summary>
    /// <param name="message">The message's bytes.</param>
    /// <param name="messageBytes">What the appended part counts for in CloudWatch's limits.</param>
    /// <returns>False when there was no room; some of the message may then have been appended.</returns>
    public bool TryWriteEscaped(ReadOnlySpan<byte> message, out int messageBytes)
    {
        messageBytes = 0;
        while (true)
        {
            if (_blocks.Count > 0)
            {
                EscapeResult result = JsonEscaper.Escape(message, _blocks[^1].Free);
                Advance(result.Written);
                messageBytes += result.MessageBytes;
                message = message[result.Read..];
            }

            if (message.IsEmpty)
            {
                return true;
            }

            if (!TryGrow(aboveLimit: false))
            {
                return false;
            }
        }
    }

    /// <summary>Forgets everything after a position, and gives back the blocks that are no longer needed.</summary>
    /// <param name="position">A place that <see cref="Position"/> told before.</param>
    /// <param name="quietly">Whether to wake nobody who waits for room.</param>
    public void TruncateTo(ChainPosition position, bool quietly = false)
    {
        while (_blocks.Count > position.Blocks)
        {
            pool.Return(_blocks[^1], quietly);
            _blocks.RemoveAt(_blocks.Count - 1);
        }

        if (_blocks.Count > 0)
        {
            _blocks[^1].Length = position.LastLength;
        }

        Length = position.Length;
    }

    /// <summary>Appends a part of another chain, even above the budget's limit.</summary>
    /// <param name="source">The chain to copy from.</param>
    /// <param name="offset">Where the part begins.</param>
    /// <param name="length">How long it is.</param>
    public void CopyFrom(BlockChain source, int offset, int length)
    {
        foreach (Block block in source._blocks)
        {
            if (offset >= block.Length)
            {
                offset -= block.Length;
                continue;
            }

            int part = Math.Min(length, block.Length - offset);
            _ = TryWrite(block.Filled.Slice(offset, part), aboveLimit: true);
            offset = 0;
            length -= part;
            if (length == 0)
            {
                return;
            }
        }
    }

    /// <summary>The byte at an offset.</summary>
    /// <param name="offset">From 0, less than the length.</param>
    public byte At(int offset) => Find(ref offset).Bytes[offset];

    /// <summary>Replaces bytes that were written before.</summary>
    /// <param name="offset">Where the first of them stands.</param>
    /// <param name="bytes">What to put there; a chain that long must hold them all.</param>
    public void Overwrite(int offset, ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes)
        {
            int within = offset++;
            Find(ref within).Bytes[within] = value;
        }
    }

    /// <summary>Gives every block back. The chain is then empty.</summary>
    public void Clear() => TruncateTo(default);

    /// <summary>The block in which an offset falls; the offset becomes its own. Looks from the end.</summary>
    private Block Find(ref int offset)
    {
        int start = Length;
        for (int i = _blocks.Count - 1; ; i--)
        {
            start -= _blocks[i].Length;
            if (offset >= start)
            {
                offset -= start;
                return _blocks[i];
            }
        }
    }

    private void Advance(int count)
    {
        _blocks[^1].Length += count;
        Length += count;
    }

    private bool TryGrow(bool aboveLimit)
    {
        int size = _blocks.Count == 0
            ? BlockPool.SmallBlock
            : Math.Min(BlockPool.UsualBlock, _blocks[^1].Size * 2);
        Block? block = aboveLimit ? pool.Rent(size) : pool.TryRent(size);
        if (block is not null)
        {
            _blocks.Add(block);
        }

        return block is not null;
    }
}
