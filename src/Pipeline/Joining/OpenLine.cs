using System.Numerics;
using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Joining;

/// <summary>
/// A line whose last fragment has not come yet. One block holds the first fragment's tag and record, and behind them
/// the line as far as it is joined.
/// </summary>
internal sealed class OpenLine
{
    private readonly ReadBuffers _buffers;
    private readonly int _tagLength;
    private readonly int _lineStart;
    private Block _block;

    private OpenLine(ReadBuffers buffers, Block block, ReadOnlySpan<byte> tag, ReadOnlySpan<byte> record)
    {
        _buffers = buffers;
        _block = block;
        _tagLength = tag.Length;
        _lineStart = tag.Length + record.Length;
        tag.CopyTo(block.Bytes);
        record.CopyTo(block.Bytes[tag.Length..]);
        block.Length = _lineStart;
    }

    /// <summary>How far the record is on its way, when it goes on in pieces.</summary>
    internal RecordProgress Progress { get; } = new();

    /// <summary>The chunks that the fragments came in, each entrusted with the record.</summary>
    internal List<IReceipt> Chunks { get; } = [];

    /// <summary>The first fragment's time in milliseconds.</summary>
    internal long Time { get; private init; }

    /// <summary>When the first fragment came, as a timestamp of the clock.</summary>
    internal long Came { get; private init; }

    /// <summary>Whether the line is on its way as it is, and takes no more fragments.</summary>
    internal bool IsEnding { get; set; }

    /// <summary>Whether no piece of the line has gone on yet.</summary>
    internal bool IsWhole { get; private set; } = true;

    internal ReadOnlySpan<byte> Tag => _block.Bytes.Slice(0, _tagLength);

    internal ReadOnlySpan<byte> Record => _block.Bytes.Slice(_tagLength, _lineStart - _tagLength);

    internal ReadOnlySpan<byte> Source => RecordFields.Read(Record).Source;

    internal ReadOnlySpan<byte> Line => _block.Bytes.Slice(_lineStart, _block.Length - _lineStart);

    /// <summary>The part of the line that can go on as a piece without cutting a character.</summary>
    internal ReadOnlySpan<byte> Uncut => Line[..Utf8Border.AtOrBefore(Line, Line.Length)];

    /// <summary>The line as one that others may go on with, unless pieces of it have gone on.</summary>
    internal WholeLine Whole => new()
    {
        Tag = Tag,
        Container = RecordFields.Read(Record).ContainerId,
        Source = Source,
        Record = Record,
        Text = Line,
        Time = Time,
        MayGoOn = IsWhole && !Progress.IsCounted,
        IsJoined = true,
    };

    /// <summary>Opens a line with its first fragment, whose text is not yet joined.</summary>
    internal static RentStatus TryOpen(
        ReadBuffers buffers, ReadOnlySpan<byte> tag, ReadOnlySpan<byte> record, (long Time, long Came) when,
        out OpenLine? line)
    {
        // Room for this fragment and a second one, so that most lines never grow.
        RentStatus status = buffers.TryRent(SizeFor(tag.Length + (3L * record.Length)), out Block? block);
        line = block is null ? null : new OpenLine(buffers, block, tag, record) { Time = when.Time, Came = when.Came };
        return status;
    }

    /// <summary>Joins a fragment's text.</summary>
    /// <returns>Other than rented when memory has no room; nothing was then joined.</returns>
    internal RentStatus TryJoin(ReadOnlySpan<byte> text)
    {
        if (text.Length > _block.Free.Length)
        {
            if (_block.Length + text.Length > BlockPool.LargestBlock)
            {
                return RentStatus.TooLarge;
            }

            RentStatus status = _buffers.TryRent(SizeFor(_block.Length + (2L * text.Length)), out Block? larger);
            if (status != RentStatus.Rented)
            {
                return status;
            }

            _block.Filled.CopyTo(larger!.Bytes);
            larger.Length = _block.Length;
            _buffers.Return(_block);
            _block = larger;
        }

        text.CopyTo(_block.Free);
        _block.Length += text.Length;
        return RentStatus.Rented;
    }

    /// <summary>A piece of the line has gone on.</summary>
    /// <param name="length">How long it was.</param>
    internal void GoneOn(int length)
    {
        Line[length..].CopyTo(_block.Bytes[_lineStart..]);
        _block.Length -= length;
        IsWhole = false;
    }

    /// <summary>The chunks hear what becomes of the record.</summary>
    internal void Ask() => Progress.Receipt ??= Chunks.Count == 0 ? null : new SeveralReceipts(Chunks);

    internal void Close()
    {
        foreach (IReceipt chunk in Chunks)
        {
            chunk.Settle(null);
        }

        _buffers.Return(_block);
    }

    internal bool Is(in RecordFields fields)
    {
        RecordFields own = RecordFields.Read(Record);
        return own.PartialId.SequenceEqual(fields.PartialId)
            && own.Source.SequenceEqual(fields.Source)
            && own.ContainerId.SequenceEqual(fields.ContainerId);
    }

    private static int SizeFor(long bytes) => (int)BitOperations.RoundUpToPowerOf2(
        (uint)Math.Clamp(bytes, 2 * BlockPool.SmallBlock, BlockPool.LargestBlock));
}
