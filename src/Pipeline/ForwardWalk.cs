using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Acknowledging;
using PhiLens.Pipeline.Framing.Forward;
using PhiLens.Pipeline.Joining;
using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Shaping;

namespace PhiLens.Pipeline;

/// <summary>
/// Walks one connection's entries through joining and shaping into batches, and keeps their chunk's receipt. An entry
/// that finds no room is shown again, and goes on where it stood.
/// </summary>
internal sealed class ForwardWalk : IDisposable
{
    private readonly LedgerAccount _account;
    private readonly ForwardOutlet _outlet;
    private readonly FragmentJoiner _joiner;
    private readonly ChunkAtHand _chunk;

    // The entry at hand.
    private readonly RecordProgress _record = new();
    private OpenLine? _joined;

    internal ForwardWalk(LaneParts parts, LedgerAccount account, ForwardOutlet outlet, IAckSink acks)
    {
        _account = account;
        _outlet = outlet;
        _joiner = new FragmentJoiner(parts.Buffers, parts.Time, parts.FragmentAge, parts.MaxRecordSize);
        _chunk = new ChunkAtHand(parts.Chunks, parts.ForwardAck, acks);
    }

    internal TimeSpan? UntilDue => _joiner.UntilDue;

    /// <summary>Takes an entry.</summary>
    /// <returns>False when it must be shown again after a wait for room.</returns>
    internal bool TryTake(in ForwardEntry entry)
    {
        OpenChunk(entry.Chunk);
        RecordFields fields = RecordFields.Read(entry.Record);
        if (_chunk.IsKnown)
        {
            LeaveOut(fields);
            return true;
        }

        if (_joined is null && !fields.IsFragment)
        {
            _record.Receipt = _chunk.Receipt;
            var shape = new Shape(entry.Record, default, entry.Time);
            return _outlet.TrySend(_record, entry.Tag, fields.Source, shape, LinePart.Whole);
        }

        if (_joined is null && !TryJoin(entry, fields))
        {
            return false;
        }

        if (_joined is not null && fields.IsLast && !TryFinish(_joined))
        {
            return false;
        }

        _joined = null;
        return true;
    }

    /// <summary>Something of a chunk comes; no matter when its name is empty, or it is open already.</summary>
    internal void OpenChunk(ReadOnlySpan<byte> name) => _chunk.Open(name, _outlet.Lost);

    /// <summary>All entries of a chunk were taken.</summary>
    internal void EndChunk(ReadOnlySpan<byte> name)
    {
        OpenChunk(name);
        _chunk.End(_outlet.Lost);
    }

    /// <summary>The rest of the chunk at hand will not come: it must be sent again.</summary>
    internal void AbandonChunk() => _chunk.Abandon();

    /// <summary>Sends on the lines that wait for fragments, as they are.</summary>
    /// <param name="onlyDue">Whether only those that have waited for too long.</param>
    /// <returns>False when it must be tried again after a wait for room.</returns>
    internal bool TrySendOn(bool onlyDue)
    {
        while (_joiner.Oldest is { } oldest && (!onlyDue || _joiner.UntilDue <= TimeSpan.Zero))
        {
            if (!TryFinish(oldest))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>An entry never found room.</summary>
    internal void LoseAtShutdown(in ForwardEntry entry)
    {
        OpenChunk(entry.Chunk);
        RecordFields fields = RecordFields.Read(entry.Record);
        if (_chunk.IsKnown)
        {
            LeaveOut(fields);
        }
        else if (!fields.IsFragment)
        {
            _outlet.Lose(_record, entry.Tag, fields.Source, DropReason.Shutdown);
        }
        else if (_joined is null)
        {
            _account.CountFragment();
            if (fields.IsLast && _joiner.Find(fields) is null)
            {
                _outlet.Lose(_record, entry.Tag, fields.Source, DropReason.Shutdown);
            }
        }

        _joined = null;
    }

    /// <summary>Loses the lines that are still open.</summary>
    public void Dispose()
    {
        while (_joiner.Oldest is { } line)
        {
            _outlet.Lose(line.Progress, line.Tag, line.Source, DropReason.Shutdown);
            Release(line);
        }

        AbandonChunk();
    }

    private void LeaveOut(in RecordFields fields)
    {
        if (fields.IsFragment)
        {
            _account.CountFragment();
        }

        if (!fields.IsFragment || fields.IsLast)
        {
            _outlet.LeaveOut(_record);
        }
    }

    /// <summary>Joins a fragment to its line, which is at hand afterwards.</summary>
    private bool TryJoin(in ForwardEntry entry, in RecordFields fields)
    {
        if (_joiner.Find(fields) is not { } line)
        {
            if (_joiner.InTheWay is { } oldest && !TryFinish(oldest))
            {
                return false;
            }

            return TryOpen(entry, fields, out OpenLine? opened) && (opened is null || TryAdd(opened, fields));
        }

        return (!_joiner.WouldBeTooLong(line, fields) || TryPassPiece(line)) && TryAdd(line, fields);
    }

    private bool TryOpen(in ForwardEntry entry, in RecordFields fields, out OpenLine? line)
    {
        while (true)
        {
            RentStatus status = _joiner.TryOpen(entry.Tag, entry.Record, entry.Time, out line);
            if (status == RentStatus.Rented)
            {
                return true;
            }

            switch (_outlet.Decide(status))
            {
                case Overflow.Next.Wait:
                    return false;
                case Overflow.Next.DropThis:
                    _account.CountFragment();
                    _record.Receipt = _chunk.Receipt;
                    _outlet.Lose(_record, entry.Tag, fields.Source, DropReason.Memory);
                    return true;
            }
        }
    }

    private bool TryAdd(OpenLine line, in RecordFields fields)
    {
        while (true)
        {
            RentStatus status = line.TryJoin(fields.Log);
            if (status == RentStatus.Rented)
            {
                break;
            }

            Overflow.Next action = _outlet.Decide(status);
            if (action == Overflow.Next.Wait
                || (action == Overflow.Next.DropThis && line.Line.Length > 0 && !TryPassPiece(line)))
            {
                return false;
            }

            if (action == Overflow.Next.DropThis && line.Line.IsEmpty)
            {
                _outlet.Lose(line.Progress, line.Tag, line.Source, DropReason.Memory, isLast: false);
                break;
            }
        }

        _account.CountFragment();
        if (_chunk.Receipt is { } chunk)
        {
            chunk.Entrust();
            line.Chunks.Add(chunk);
        }

        _joined = line;
        return true;
    }

    /// <summary>Sends on what is joined so far, because the line is too long to be held as a whole.</summary>
    private bool TryPassPiece(OpenLine line)
    {
        ReadOnlySpan<byte> piece = line.Uncut[.._outlet.CutOf(line.Tag, line.Source, line.Uncut)];
        if (!TrySendLine(line, piece, isLast: false))
        {
            return false;
        }

        line.GoneOn(piece.Length);
        return true;
    }

    private bool TryFinish(OpenLine line)
    {
        line.IsEnding = true;
        if (!TrySendLine(line, line.Line, isLast: true))
        {
            return false;
        }

        Release(line);
        return true;
    }

    private bool TrySendLine(OpenLine line, ReadOnlySpan<byte> text, bool isLast)
    {
        line.Progress.Receipt ??= line.Chunks.Count == 0 ? null : new SeveralReceipts(line.Chunks);
        var shape = new Shape(line.Record, text, line.Time, isJoined: true);
        return _outlet.TrySend(line.Progress, line.Tag, line.Source, shape, new LinePart(line.IsWhole, isLast));
    }

    private void Release(OpenLine line)
    {
        foreach (IReceipt chunk in line.Chunks)
        {
            chunk.Settle(null);
        }

        _joiner.Close(line);
    }
}
