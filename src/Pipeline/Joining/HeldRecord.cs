using System.Numerics;
using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Joining;

/// <summary>
/// A record that waits for lines which go on with it. One block holds what its first line stood in (tag, container,
/// source, record) and behind that the lines as far as they are joined. Used for one record after another, so that an
/// ordinary line costs no object.
/// </summary>
/// <param name="buffers">Where the memory comes from.</param>
internal sealed class HeldRecord(ReadBuffers buffers)
{
    private Block? _block;
    private int _tagEnd;
    private int _containerEnd;
    private int _sourceEnd;
    private int _recordEnd;
    private int _textStart;

    // Where the text ends, but for blank lines behind it that only a further line would make a part of it.
    private int _textEnd;

    /// <summary>How far the record is on its way, when memory has no room for it.</summary>
    internal RecordProgress Progress { get; } = new();

    /// <summary>The chunks that the lines came in, each entrusted once with the record.</summary>
    internal List<IReceipt> Chunks { get; } = [];

    /// <summary>The first line's time in milliseconds.</summary>
    internal long Time { get; private set; }

    /// <summary>When the first line came, as a timestamp of the clock.</summary>
    internal long Opened { get; private set; }

    /// <summary>When the last line came, as a timestamp of the clock.</summary>
    internal long Came { get; set; }

    /// <summary>What the grouping remembers of the record.</summary>
    internal ulong State { get; set; }

    /// <summary>Whether there is a record.</summary>
    internal bool IsOpen { get; private set; }

    /// <summary>Whether it is on its way as it is, and takes no more lines.</summary>
    internal bool IsEnding { get; set; }

    /// <summary>Whether the text stands in place of the record's own.</summary>
    internal bool IsJoined { get; private set; }

    /// <summary>Whether more than one line is in it.</summary>
    internal bool HasSeveralLines { get; private set; }

    internal ReadOnlySpan<byte> Tag => Bytes(0, _tagEnd);

    internal ReadOnlySpan<byte> Container => Bytes(_tagEnd, _containerEnd);

    internal ReadOnlySpan<byte> Source => Bytes(_containerEnd, _sourceEnd);

    internal ReadOnlySpan<byte> Record => Bytes(_sourceEnd, _recordEnd);

    internal ReadOnlySpan<byte> Text => Bytes(_textStart, _textEnd);

    /// <summary>Whether a line would go on with this record.</summary>
    internal bool IsOf(in WholeLine line) =>
        line.Container.SequenceEqual(Container) && line.Source.SequenceEqual(Source) && line.Tag.SequenceEqual(Tag);

    /// <summary>Begins a record with its first line.</summary>
    /// <returns>False when memory has no room for it.</returns>
    internal bool TryBegin(in WholeLine line, long now)
    {
        // The text of a record which is as it came is found within it, and copied only when another line comes.
        bool overlaps = line.Record.Overlaps(line.Text, out int within);
        bool isWithin = overlaps && !line.IsJoined;
        long size = (long)line.Tag.Length + line.Container.Length + line.Source.Length + line.Record.Length
            + (isWithin ? 0 : line.Text.Length);
        if (!TryGrow(size))
        {
            return false;
        }

        _block!.Length = 0;
        _tagEnd = Append(line.Tag);
        _containerEnd = Append(line.Container);
        _sourceEnd = Append(line.Source);
        _recordEnd = Append(line.Record);
        _textStart = isWithin ? _sourceEnd + within : _recordEnd;
        _textEnd = isWithin ? _textStart + line.Text.Length : Append(line.Text);
        Time = line.Time;
        Opened = Came = now;
        IsOpen = true;
        IsJoined = line.IsJoined;
        return true;
    }

    /// <summary>Joins a further line behind a line feed.</summary>
    /// <param name="text">The line.</param>
    /// <param name="isBlank">Whether it is a part of the record only when another line follows.</param>
    /// <param name="maxText">The longest text, in bytes.</param>
    /// <returns>False when the text would be too long, or memory has no room; nothing was then joined.</returns>
    internal bool TryJoin(ReadOnlySpan<byte> text, bool isBlank, int maxText)
    {
        bool isWithin = _textStart < _recordEnd;
        int first = isWithin ? _textEnd - _textStart : 0;
        long joined = (isWithin ? first : _block!.Length - _textStart) + 1L + text.Length;
        if (joined > maxText || !TryGrow(_block!.Length + first + 1L + text.Length))
        {
            return false;
        }

        if (isWithin)
        {
            int start = _block.Length;
            _ = Append(Text);
            _textStart = start;
        }

        _ = Append("\n"u8);
        int end = Append(text);
        _textEnd = isBlank ? (isWithin ? _textStart + first : _textEnd) : end;
        IsJoined = true;
        HasSeveralLines = true;
        return true;
    }

    /// <summary>A chunk waits to hear what becomes of the record; null for none.</summary>
    internal void Own(IReceipt? chunk)
    {
        if (chunk is not null && (Chunks.Count == 0 || Chunks[^1] != chunk))
        {
            chunk.Entrust();
            Chunks.Add(chunk);
        }
    }

    /// <summary>The record has gone on; the memory stays for the next one.</summary>
    internal void Clear()
    {
        Progress.Reset();
        Chunks.Clear();
        IsOpen = IsEnding = IsJoined = HasSeveralLines = false;
        State = 0;
        _tagEnd = _containerEnd = _sourceEnd = _recordEnd = _textStart = _textEnd = 0;
    }

    /// <summary>Gives the memory back when there is no record.</summary>
    internal void Rest()
    {
        if (_block is not null && !IsOpen)
        {
            buffers.Return(_block);
            _block = null;
        }
    }

    private ReadOnlySpan<byte> Bytes(int start, int end) =>
        _block is null ? default : _block.Bytes.Slice(start, end - start);

    private int Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_block!.Free);
        _block.Length += bytes.Length;
        return _block.Length;
    }

    private bool TryGrow(long size)
    {
        if (_block is not null && _block.Size >= size)
        {
            return true;
        }

        if (size > BlockPool.LargestBlock)
        {
            return false;
        }

        int wanted = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(size, 2 * BlockPool.SmallBlock));
        if (buffers.TryRent(wanted, out Block? larger) != RentStatus.Rented)
        {
            return false;
        }

        if (_block is not null)
        {
            _block.Filled.CopyTo(larger!.Bytes);
            larger.Length = _block.Length;
            buffers.Return(_block);
        }

        _block = larger;
        return true;
    }
}
