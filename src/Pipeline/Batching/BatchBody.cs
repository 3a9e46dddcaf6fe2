using System.Security.Cryptography;
using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Batching;

/// <summary>
/// The body of one request while it grows. Every event is written straight into it by its <see cref="IBatchFormat"/>,
/// and each block is hashed as soon as it is full. Not safe for several threads: its <see cref="BatchBuilder"/> guards
/// it.
/// </summary>
internal sealed class BatchBody
{
    private readonly IBatchFormat _format;
    private readonly StreamBlocks _pool;
    private readonly BatchLimits _limits;
    private readonly IncrementalHash _hash;

    // The batch that is growing; made anew by Close.
    private BlockChain _chain;
    private EventIndex _index;
    private List<OwedReceipt> _receipts = [];
    private int _hashedBlocks;
    private int _bytes;
    private long _firstTime;
    private long _earliest;
    private long _latest;
    private bool _inOrder = true;

    internal BatchBody(IBatchFormat format, StreamBlocks pool, BatchLimits limits, IncrementalHash hash)
    {
        _format = format;
        _pool = pool;
        _limits = limits;
        _hash = hash;
        _chain = new BlockChain(pool);
        _index = new EventIndex(pool);
    }

    internal int Count => _index.Count;

    internal AppendStatus TryAppend(in LogRecord record)
    {
        long time = record.HasOwnTime || Count == 0 ? record.Timestamp : Math.Max(record.Timestamp, _latest);
        if (Count > 0 && WouldPassALimit(record.Message.Length + record.Marker.Length, time))
        {
            return AppendStatus.BatchFull;
        }

        ChainPosition before = _chain.Position;
        if (!TryWriteEvent(record, time, out EventEntry entry, out int messageBytes))
        {
            GoBackTo(before);
            return AppendStatus.NoRoom;
        }

        if (Count > 0 && _bytes + messageBytes + _limits.EventOverhead > _limits.MaxBytes)
        {
            // What the format made of the message is longer than its bytes had promised.
            GoBackTo(before);
            return AppendStatus.BatchFull;
        }

        Commit(entry, time, messageBytes, record.Receipt);
        return AppendStatus.Appended;
    }

    /// <summary>Finishes the body and begins a new, empty one.</summary>
    internal EventBatch Close(LogStreamName destination, long sequence)
    {
        if (!_inOrder)
        {
            PutInOrderOfTime();
        }

        // Two bytes must not fail for want of room: the batch would then be lost.
        _ = _chain.TryWrite(_format.Footer, aboveLimit: true);
        HashBlocksUpTo(_chain.Blocks.Count);
        var batch = new EventBatch(destination, sequence, _chain, _index, _receipts)
        {
            BodySha256 = _format.IsHashed ? _hash.GetHashAndReset() : default(ReadOnlyMemory<byte>),
        };
        _chain = new BlockChain(_pool);
        _index = new EventIndex(_pool);
        _receipts = [];
        _hashedBlocks = 0;
        _bytes = 0;
        _inOrder = true;
        return batch;
    }

    private bool WouldPassALimit(int messageLength, long time) =>
        Count == _limits.MaxEvents
        || _bytes + messageLength + _limits.EventOverhead > _limits.MaxBytes
        || Math.Max(_latest, time) - Math.Min(_earliest, time) > _limits.MaxSpanMilliseconds;

    private bool TryWriteEvent(in LogRecord record, long time, out EventEntry entry, out int messageBytes)
    {
        entry = default;
        messageBytes = 0;
        bool first = Count == 0;
        if (!_index.TryMakeRoom() || (first && !_chain.TryWrite(_format.Header)))
        {
            return false;
        }

        int offset = _chain.Length + (first ? 0 : _format.Separator.Length);
        if (!_format.TryWriteEvent(_chain, record, time, first, out messageBytes))
        {
            return false;
        }

        entry = new EventEntry(offset, _chain.Length - offset, first ? 0 : (int)(time - _firstTime));
        return true;
    }

    private void Commit(EventEntry entry, long time, int messageBytes, IReceipt? receipt)
    {
        if (Count == 0)
        {
            _firstTime = _earliest = _latest = time;
        }
        else
        {
            _inOrder &= time >= _latest;
            _earliest = Math.Min(_earliest, time);
            _latest = Math.Max(_latest, time);
        }

        if (receipt is not null)
        {
            receipt.Entrust();
            _receipts.Add(new OwedReceipt(Count, receipt));
        }

        _index.Add(entry);
        _bytes += messageBytes + _limits.EventOverhead;
        HashBlocksUpTo(_chain.Blocks.Count - 1);
    }

    private void GoBackTo(ChainPosition position)
    {
        if (Count == 0)
        {
            _chain.TruncateTo(default, quietly: true);
            _index.Clear(quietly: true);
        }
        else
        {
            _chain.TruncateTo(position, quietly: true);
        }
    }

    private void HashBlocksUpTo(int count)
    {
        for (; _format.IsHashed && _hashedBlocks < count; _hashedBlocks++)
        {
            _hash.AppendData(_chain.Blocks[_hashedBlocks].Filled);
        }
    }

    /// <summary>
    /// Writes the body anew in order of time, equal times in order of arrival. Rare: only records that bring their
    /// own time can be out of order.
    /// </summary>
    private void PutInOrderOfTime()
    {
        Span<EventEntry> entries = _index.Entries;
        int[] originalOffsets = _receipts.ConvertAll(r => _index.Entries[r.EventIndex].Offset).ToArray();
        entries.Sort(EventEntry.CompareByTime);

        var sorted = new BlockChain(_pool);
        _ = sorted.TryWrite(_format.Header, aboveLimit: true);
        List<OwedReceipt> receipts = [];
        for (int i = 0; i < entries.Length; i++)
        {
            if (i > 0)
            {
                _ = sorted.TryWrite(_format.Separator, aboveLimit: true);
            }

            int owed = Array.BinarySearch(originalOffsets, entries[i].Offset);
            if (owed >= 0)
            {
                receipts.Add(new OwedReceipt(i, _receipts[owed].Receipt));
            }

            int offset = sorted.Length;
            sorted.CopyFrom(_chain, entries[i].Offset, entries[i].Length);
            entries[i] = entries[i] with { Offset = offset };
        }

        _chain.Clear();
        _chain = sorted;
        _receipts = receipts;
        _ = _hash.GetHashAndReset();
        _hashedBlocks = 0;
    }
}
