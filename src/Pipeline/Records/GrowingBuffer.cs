namespace PhiLens.Pipeline.Records;

/// <summary>
/// Bytes that come in at the end and are taken from the front, in one block. It begins with 4 KiB, grows to 64 KiB
/// while reads fill it, and beyond only as far as one long value needs; when little comes, it is small again.
/// </summary>
public sealed class GrowingBuffer : IDisposable
{
    private readonly ReadBuffers _buffers;
    private Block _block;
    private int _start;
    private int _end;
    private int _lastRead;
    private bool _lastReadFilled;

    /// <summary>Makes a small buffer.</summary>
    /// <param name="buffers">Where its blocks come from.</param>
    public GrowingBuffer(ReadBuffers buffers)
    {
        _buffers = buffers;
        _block = buffers.RentFirst();
    }

    /// <summary>The bytes that were read and not yet taken.</summary>
    public ReadOnlySpan<byte> Held => _block.Bytes.Slice(_start, _end - _start);

    /// <summary>The same, for readers of streams. Valid until the next <see cref="Prepare"/>.</summary>
    public ReadOnlyMemory<byte> HeldMemory => _block.MemoryOf(_start, _end - _start);

    /// <summary>Where to read to next, after <see cref="Prepare"/> said that there is room.</summary>
    public Memory<byte> Free => _block.MemoryFrom(_end);

    /// <summary>Makes room for the next read. Views of <see cref="Held"/> are not valid afterwards.</summary>
    /// <returns>Other than rented when the buffer is full and cannot grow.</returns>
    public RentStatus Prepare()
    {
        MoveToFront();
        bool isFull = _end == _block.Size;
        if (!isFull && !(_lastReadFilled && _block.Size < BlockPool.UsualBlock))
        {
            return RentStatus.Rented;
        }

        _lastReadFilled = false;
        RentStatus status = _buffers.TryRent(Math.Max(BlockPool.UsualBlock, _block.Size * 2), out Block? larger);
        if (status == RentStatus.Rented)
        {
            ReplaceBlock(larger!);
        }

        return isFull ? status : RentStatus.Rented;
    }

    /// <summary>Bytes were read into <see cref="Free"/>.</summary>
    /// <param name="count">How many.</param>
    public void Advance(int count)
    {
        _lastRead = count;
        _lastReadFilled = count == _block.Size - _end;
        _end += count;
    }

    /// <summary>Bytes at the front were taken.</summary>
    /// <param name="count">How many, at most as many as are held.</param>
    public void Take(int count) => _start += count;

    /// <summary>Gives the block back.</summary>
    public void Dispose() => _buffers.Return(_block);

    private void MoveToFront()
    {
        if (_start == _end)
        {
            _start = _end = 0;
            if (_block.Size > BlockPool.SmallBlock && _lastRead <= BlockPool.SmallBlock / 2)
            {
                ReplaceBlock(_buffers.RentFirst());
            }
        }
        else if (_start > 0)
        {
            _block.Bytes.Slice(_start, _end - _start).CopyTo(_block.Bytes);
            _end -= _start;
            _start = 0;
        }
    }

    private void ReplaceBlock(Block other)
    {
        _block.Bytes.Slice(0, _end).CopyTo(other.Bytes);
        _buffers.Return(_block);
        _block = other;
    }
}
