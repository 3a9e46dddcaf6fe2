using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Batching;
using PhiLens.Pipeline.Framing;
using PhiLens.Pipeline.Joining;
using PhiLens.Pipeline.Limiting;
using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline;

/// <summary>
/// Walks the records of one source, in reading order, from its framer into the batch of its stream. The source asks
/// for a buffer, reads into it, and says how much; the lane does the rest. Used by one caller at a time; with lines
/// that are joined, its own timer sends on records whose further lines do not come.
/// </summary>
public sealed class Lane : IDisposable
{
    private readonly LaneParts _parts;
    private readonly LineFramer _framer;
    private readonly BatchBuilder[] _builders;
    private readonly LedgerAccount _account;
    private readonly Placement _placement;
    private readonly LaneRedaction _redaction;
    private readonly RecordOrigin _origin;
    private readonly ContainerRate? _rate;
    private readonly DueTimer? _timer;

    // The caller, or the timer.
    private readonly Lock _gate = new();
    private readonly MultilineJoiner? _joiner;
    private bool _isWaiting;

    // The line at hand: it may be shown several times before memory has room for all of it.
    private readonly RecordProgress _record = new();
    private long _arrival;

    internal Lane(LaneParts parts, RecordOrigin origin, BatchBuilder[] builders)
    {
        _parts = parts;
        _origin = origin;
        _builders = builders;
        _rate = parts.Rate?.Of(origin.Container, builders[0]);
        _account = parts.Ledger.OpenAccount();
        _placement = new Placement(parts, _account, parts.MaxMessageBytes);
        _redaction = new LaneRedaction(parts, _placement);
        _framer = new LineFramer(
            parts.Buffers, parts.MaxRecordSize, text => _redaction.CutOf(_origin, text));
        if (parts.Grouping is not null)
        {
            _joiner = new MultilineJoiner(
                _account, parts.Buffers, parts.Time, parts.MultilineAge, parts.MaxRecordSize, TrySendOn);
            _timer = new DueTimer(parts.Time, _gate, () => _joiner.UntilDue, TrySendOnDue);
        }
    }

    /// <summary>The memory to read the next bytes into.</summary>
    /// <param name="cancellationToken">Ends the wait for room.</param>
    public ValueTask<Memory<byte>> GetBufferAsync(CancellationToken cancellationToken) =>
        _framer.Prepare() == RentStatus.Rented
            ? new ValueTask<Memory<byte>>(_framer.Buffer)
            : GetBufferWhenRoomAsync(cancellationToken);

    /// <summary>Takes the bytes that were read, and returns when their complete records are in batches.</summary>
    /// <param name="count">How many bytes were read into the buffer.</param>
    /// <param name="cancellationToken">Ends the wait for room.</param>
    public ValueTask AdvanceAsync(int count, CancellationToken cancellationToken)
    {
        _arrival = _parts.Time.GetUtcNow().ToUnixTimeMilliseconds();
        _framer.Advance(count);
        return TryDrain() ? default : DrainWhenRoomAsync(cancellationToken);
    }

    /// <summary>The writer went away: what it left without a line feed is a record too.</summary>
    /// <param name="cancellationToken">Ends the wait for room.</param>
    public ValueTask EndAsync(CancellationToken cancellationToken)
    {
        _framer.End();
        return TryDrain(isEnd: true) ? default : DrainWhenRoomAsync(cancellationToken, isEnd: true);
    }

    /// <summary>
    /// Closes the lane. What was read but never found room is counted, and lost with the shutdown.
    /// </summary>
    public void Dispose()
    {
        _timer?.Dispose();
        lock (_gate)
        {
            _joiner?.Lose(held => _placement.Lose(held.Progress, _builders[0].Destination, DropReason.Shutdown));
            _framer.End();
            while (_framer.TryRead(out LinePiece piece))
            {
                LoseAtShutdown(piece);
                _framer.MoveOn();
            }

            _redaction.Dispose();
            _framer.Dispose();
        }

        _parts.Ledger.CloseAccount(_account);
    }

    private bool TryDrain(bool isEnd = false)
    {
        lock (_gate)
        {
            _isWaiting = !TryTakeAll() || (isEnd && _joiner?.TrySendOn(onlyDue: false) == false);
            _redaction.Rest();
            _timer?.Set();
            return !_isWaiting;
        }
    }

    private bool TryTakeAll()
    {
        while (_framer.TryRead(out LinePiece piece))
        {
            if (!TryTake(piece))
            {
                return false;
            }

            _framer.MoveOn();
        }

        return true;
    }

    private async ValueTask DrainWhenRoomAsync(CancellationToken cancellationToken, bool isEnd = false)
    {
        while (true)
        {
            Task released = _parts.Budget.NextReleaseAsync();
            if (TryDrain(isEnd))
            {
                return;
            }

            await _parts.Overflow.WaitAsync(released, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Holds a line that another may go on with; everything else is placed at once.</summary>
    private bool TryTake(in LinePiece piece)
    {
        if (_joiner is not null && piece.IsFirst && !_record.IsCounted)
        {
            var line = new WholeLine { Text = piece.Bytes, Time = _arrival, MayGoOn = piece.IsLast };
            HoldOutcome outcome = _joiner.Take(_parts.Grouping!, line, out _);
            if (outcome != HoldOutcome.NotHeld)
            {
                return outcome == HoldOutcome.Taken;
            }
        }

        return TryPlace(_record, piece.Bytes, _arrival, new LinePart(piece.IsFirst, piece.IsLast));
    }

    private bool TryPlace(RecordProgress record, ReadOnlySpan<byte> bytes, long time, LinePart part)
    {
        LogStreamName destination = _builders[0].Destination;
        ReadOnlySpan<byte> message = bytes;
        if (!_placement.TryJudge(record, destination, bytes))
        {
            return false;
        }

        if (!_placement.TryKeepWithin(record, _rate, destination, bytes.Length, part.IsFirst && part.IsLast))
        {
            return true;
        }

        if (!record.IsLeftOut && !_redaction.TryRedact(record, _origin, destination, bytes, part, out message))
        {
            return false;
        }

        if (record.IsLeftOut)
        {
            if (part.IsLast)
            {
                _placement.Filter(record);
            }

            return true;
        }

        int last = _builders.Length - 1;
        for (int i = record.Target; i <= last; i++)
        {
            record.Target = i;
            if (!_placement.TryPlace(record, _builders[i], new LogRecord(message, time), part, isLastTarget: i == last))
            {
                return false;
            }
        }

        record.Target = 0;
        _redaction.Count();
        return true;
    }

    private bool TrySendOn(HeldRecord held) => TryPlace(held.Progress, held.Text, held.Time, LinePart.Whole);

    private bool TrySendOnDue()
    {
        bool isDone = !_isWaiting && _joiner!.TrySendOn(onlyDue: true);
        _redaction.Rest();
        return isDone;
    }

    private void LoseAtShutdown(in LinePiece piece)
    {
        if (piece.IsFirst && piece.IsLast && piece.Bytes.IsEmpty)
        {
            _placement.Filter(_record);
        }
        else if (piece.IsLast)
        {
            _placement.Lose(_record, _builders[0].Destination, DropReason.Shutdown);
        }
    }

    private async ValueTask<Memory<byte>> GetBufferWhenRoomAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task released = _parts.Budget.NextReleaseAsync();
            RentStatus status = _framer.Prepare();
            if (status == RentStatus.Rented)
            {
                return _framer.Buffer;
            }

            if (status is RentStatus.NoShare or RentStatus.TooLarge)
            {
                // Too many long lines are half read: this one goes on in pieces, so that nothing waits for ever.
                _framer.Cut();
                await DrainWhenRoomAsync(cancellationToken).ConfigureAwait(false);
                continue;
            }

            Overflow.Next action = _parts.Overflow.Decide();
            if (action == Overflow.Next.Wait)
            {
                await _parts.Overflow.WaitAsync(released, cancellationToken).ConfigureAwait(false);
            }
            else if (action == Overflow.Next.DropThis)
            {
                DropHalfRead();
            }
        }
    }

    /// <summary>There is no room to read the rest of a long line: it is lost as a whole, and counted.</summary>
    private void DropHalfRead()
    {
        lock (_gate)
        {
            _placement.Lose(_record, _builders[0].Destination, DropReason.Memory);
            _framer.Discard();
        }
    }
}
