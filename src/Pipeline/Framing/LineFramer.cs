using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Framing;

/// <summary>
/// Finds the lines in the bytes of one source. The format: a line ends with a line feed (0x0A), which is not part of
/// it; a carriage return before it is; what stands after the last line feed when the writer goes away is a line too. A
/// line longer than the limit comes in pieces, cut between characters.
/// <para>
/// The source reads into the framer's own buffer, so a line is never copied while it is framed. The buffer begins with
/// 4 KiB, grows to 64 KiB while reads fill it, and beyond for a long line only as far as that line needs.
/// </para>
/// </summary>
public sealed class LineFramer : IDisposable
{
    private const byte LineFeed = (byte)'\n';

    private readonly ReadBuffers _buffers;
    private readonly int _maxRecord;
    private readonly PieceCut _cut;

    // The buffer: [_start, _scanned) is known to hold no line feed, [_scanned, _end) is not looked at yet.
    private Block _block;
    private int _start;
    private int _scanned;
    private int _end;
    private bool _lastReadFilled;
    private int _lastRead;

    // Where the line stands that is being handed out.
    private bool _withinLine;
    private bool _ended;
    private bool _discarding;
    private bool _cutting;
    private int _pieceLength = -1;
    private bool _pieceIsLast;

    /// <summary>Makes a framer with a small buffer.</summary>
    /// <param name="buffers">Where buffers come from.</param>
    /// <param name="maxRecord">The longest piece in bytes, at least four.</param>
    /// <param name="cut">Says where pieces are cut; null to cut as late as a character allows.</param>
    public LineFramer(ReadBuffers buffers, int maxRecord, PieceCut? cut = null)
    {
        _cut = cut ?? (static text => Utf8Border.AtOrBefore(text, text.Length));
        _buffers = buffers;
        _maxRecord = maxRecord;
        _block = buffers.RentFirst();
    }

    /// <summary>Where the source reads to next, after <see cref="Prepare"/> said that there is room.</summary>
    public Memory<byte> Buffer => _block.MemoryFrom(_end);

    /// <summary>Makes room in the buffer for the next read. All lines must have been taken out before.</summary>
    public RentStatus Prepare()
    {
        MoveToFront();
        bool wantsLarger = _lastReadFilled && _block.Size < BlockPool.UsualBlock;
        bool isFull = _end == _block.Size;
        if (wantsLarger || isFull)
        {
            int size = Math.Max(BlockPool.UsualBlock, isFull ? _block.Size * 2 : 0);
            RentStatus status = _buffers.TryRent(size, out Block? larger);
            if (status == RentStatus.Rented)
            {
                ReplaceBlock(larger!);
            }
            else if (isFull)
            {
                return status;
            }
        }

        return RentStatus.Rented;
    }

    /// <summary>The source has read bytes into <see cref="Buffer"/>.</summary>
    /// <param name="count">How many.</param>
    public void Advance(int count)
    {
        _lastRead = count;
        _lastReadFilled = count == _block.Size - _end;
        _end += count;
    }

    /// <summary>The writer went away: what is left in the buffer is a line.</summary>
    public void End() => _ended = true;

    /// <summary>Hands out what is in the buffer as a piece of a longer line, because the buffer cannot grow.</summary>
    public void Cut() => _cutting = true;

    /// <summary>Gives up the line that is half read, and whatever of it is still to come.</summary>
    public void Discard()
    {
        _start = _scanned = _end = 0;
        _discarding = true;
        _withinLine = false;
    }

    /// <summary>Shows the next line or piece. Shows the same one again until <see cref="MoveOn"/>.</summary>
    /// <param name="piece">The line or piece.</param>
    /// <returns>False when more bytes are needed.</returns>
    public bool TryRead(out LinePiece piece)
    {
        if (_pieceLength < 0 && !TryFind())
        {
            piece = default;
            return false;
        }

        piece = new LinePiece(_block.Bytes.Slice(_start, _pieceLength), !_withinLine, _pieceIsLast);
        return true;
    }

    /// <summary>Goes behind the line or piece that was shown.</summary>
    public void MoveOn()
    {
        bool hadLineFeed = _pieceIsLast && _start + _pieceLength < _end;
        _start += _pieceLength + (hadLineFeed ? 1 : 0);
        _scanned = _start;
        _withinLine = !_pieceIsLast;
        _pieceLength = -1;
    }

    /// <summary>Gives the buffer back.</summary>
    public void Dispose() => _buffers.Return(_block);

    private bool TryFind()
    {
        if (_discarding && !TrySkipDiscarded())
        {
            return false;
        }

        // One byte more than the longest piece, because the line feed itself does not count.
        int windowEnd = (int)Math.Min(_end, (long)_start + _maxRecord + 1);
        int lineFeed = _block.Bytes.Slice(_scanned, windowEnd - _scanned).IndexOf(LineFeed);
        if (lineFeed >= 0)
        {
            return Found(_scanned + lineFeed - _start, isLast: true);
        }

        _scanned = windowEnd;
        int held = _end - _start;
        if (held >= _maxRecord)
        {
            return Found(CutOf(_maxRecord), isLast: false);
        }

        if (_cutting && held > 0)
        {
            _cutting = false;
            return Found(CutOf(held), isLast: false);
        }

        if (_ended)
        {
            _ended = false;
            return (held > 0 || _withinLine) && Found(held, isLast: true);
        }

        return false;
    }

    /// <summary>The length of the piece that begins the line, of what is known of it.</summary>
    private int CutOf(int length) => _cut(_block.Bytes.Slice(
        _start, Utf8Border.AtOrBefore(_block.Bytes.Slice(_start, _end - _start), length)));

    private bool Found(int length, bool isLast)
    {
        _pieceLength = length;
        _pieceIsLast = isLast;
        return true;
    }

    private bool TrySkipDiscarded()
    {
        int lineFeed = _block.Bytes.Slice(_start, _end - _start).IndexOf(LineFeed);
        bool over = lineFeed >= 0 || _ended;
        _start = lineFeed >= 0 ? _start + lineFeed + 1 : _end;
        _scanned = _start;
        _discarding = !over;
        return over;
    }

    private void MoveToFront()
    {
        if (_start == _end)
        {
            ForgetWhenQuiet();
            _start = _scanned = _end = 0;
            if (_block.Size > BlockPool.SmallBlock && _lastRead <= BlockPool.SmallBlock / 2)
            {
                ReplaceBlock(_buffers.RentFirst());
            }
        }
        else if (_start > 0)
        {
            _block.Bytes.Slice(_start, _end - _start).CopyTo(_block.Bytes);
            _end -= _start;
            _scanned -= _start;
            _start = 0;
        }
    }

    /// <summary>
    /// A source that may now be quiet for long leaves nothing behind in the buffer; a busy one overwrites it at once.
    /// </summary>
    private void ForgetWhenQuiet()
    {
        if (_lastRead <= BlockPool.SmallBlock)
        {
            _block.Bytes.Slice(0, _end).Clear();
        }
    }

    private void ReplaceBlock(Block larger)
    {
        _block.Bytes.Slice(0, _end).CopyTo(larger.Bytes);
        _buffers.Return(_block);
        _block = larger;
    }
}
