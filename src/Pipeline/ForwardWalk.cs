using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Acknowledging;
using PhiLens.Pipeline.Framing.Forward;
using PhiLens.Pipeline.Joining;
using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Shaping;

namespace PhiLens.Pipeline;

/// <summary>
/// Walks one connection's entries through both joiners into the outlet, and keeps their chunk's receipt. An entry that
/// finds no room is shown again, and goes on where it stood.
/// </summary>
internal sealed class ForwardWalk : IDisposable
{
    private readonly LedgerAccount _account;
    private readonly ForwardOutlet _outlet;
    private readonly FragmentJoiner _joiner;
    private readonly MultilineJoiner _lines;
    private readonly ChunkAtHand _chunk;
    private readonly FragmentWalk _fragments;

    // The entry at hand.
    private readonly RecordProgress _record = new();

    internal ForwardWalk(LaneParts parts, LedgerAccount account, ForwardOutlet outlet, IAckSink acks)
    {
        _account = account;
        _outlet = outlet;
        _joiner = new FragmentJoiner(parts.Buffers, parts.Time, parts.FragmentAge, parts.MaxRecordSize);
        _lines = new MultilineJoiner(
            account, parts.Buffers, parts.Time, parts.MultilineAge, parts.MaxRecordSize, TrySendHeld);
        _chunk = new ChunkAtHand(parts.Chunks, parts.ForwardAck, acks);
        _fragments = new FragmentWalk(account, outlet, _joiner, _lines, _chunk);
    }

    internal TimeSpan? UntilDue =>
        _lines.UntilDue is { } lines && !(lines >= _joiner.UntilDue) ? lines : _joiner.UntilDue;

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

        if (_fragments.AtHand is null && !fields.IsFragment)
        {
            return TryPass(entry, fields);
        }

        return _fragments.TryTake(entry, fields, _record);
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

    /// <summary>Sends on the lines that wait for fragments or further lines, as they are.</summary>
    /// <param name="onlyDue">Whether only those that have waited for too long.</param>
    /// <returns>False when it must be tried again after a wait for room.</returns>
    internal bool TrySendOn(bool onlyDue)
    {
        while (_joiner.Oldest is { } oldest && (!onlyDue || _joiner.UntilDue <= TimeSpan.Zero))
        {
            if (!_fragments.TryFinish(oldest))
            {
                return false;
            }
        }

        return _lines.TrySendOn(onlyDue);
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
        else if (_fragments.AtHand is null)
        {
            _account.CountFragment();
            if (fields.IsLast && _joiner.Find(fields) is null)
            {
                _outlet.Lose(_record, entry.Tag, fields.Source, DropReason.Shutdown);
            }
        }

        _fragments.AtHand = null;
    }

    /// <summary>Loses the lines that are still open.</summary>
    public void Dispose()
    {
        _lines.Lose(held => _outlet.Lose(held.Progress, held.Tag, held.Source, DropReason.Shutdown));
        while (_joiner.Oldest is { } line)
        {
            line.Ask();
            _outlet.Lose(line.Progress, line.Tag, line.Source, DropReason.Shutdown);
            _joiner.Close(line);
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

    /// <summary>Takes an entry that is no fragment: it is held when other lines may go on with it.</summary>
    private bool TryPass(in ForwardEntry entry, in RecordFields fields)
    {
        if (!_record.IsCounted && _outlet.GroupingOf(entry.Tag, fields.Source) is { } grouping)
        {
            WholeLine line = WholeLine.Of(entry.Tag, entry.Record, fields, entry.Time);
            HoldOutcome outcome = _lines.Take(grouping, line, out HeldRecord? holder);
            holder?.Own(_chunk.Receipt);
            if (outcome != HoldOutcome.NotHeld)
            {
                return outcome == HoldOutcome.Taken;
            }
        }

        _record.Receipt = _chunk.Receipt;
        var shape = new Shape(entry.Record, default, entry.Time);
        return _outlet.TrySend(_record, entry.Tag, fields.Source, shape, LinePart.Whole);
    }

    private bool TrySendHeld(HeldRecord held)
    {
        var shape = new Shape(held.Record, held.IsJoined ? held.Text : default, held.Time, held.IsJoined);
        return _outlet.TrySend(held.Progress, held.Tag, held.Source, shape, LinePart.Whole);
    }
}
