using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Batching;
using PhiLens.Pipeline.Framing;
using PhiLens.Pipeline.Limiting;
using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline;

/// <summary>
/// Walks the records of one source, in reading order, from its framer into the batch of its stream. The source asks
/// for a buffer, reads into it, and says how much; the lane does the rest. Used by one caller at a time.
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
        return TryDrain() ? default : DrainWhenRoomAsync(cancellationToken);
    }

    /// <summary>
    /// Closes the lane. What was read but never found room is counted, and lost with the shutdown.
    /// </summary>
    public void Dispose()
    {
        _framer.End();
        while (_framer.TryRead(out LinePiece piece))
        {
            LoseAtShutdown(piece);
            _framer.MoveOn();
        }

        _redaction.Dispose();
        _framer.Dispose();
        _parts.Ledger.CloseAccount(_account);
    }

    private bool TryDrain()
    {
        while (_framer.TryRead(out LinePiece piece))
        {
            if (!TryPlace(piece))
            {
                return false;
            }

            _framer.MoveOn();
        }

        _redaction.Rest();
        return true;
    }

    private async ValueTask DrainWhenRoomAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task released = _parts.Budget.NextReleaseAsync();
            if (TryDrain())
            {
                return;
            }

            await _parts.Overflow.WaitAsync(released, cancellationToken).ConfigureAwait(false);
        }
    }

    private bool TryPlace(in LinePiece piece)
    {
        ReadOnlySpan<byte> message = piece.Bytes;
        LogStreamName destination = _builders[0].Destination;
        if (!_placement.TryJudge(_record, destination, message))
        {
            return false;
        }

        if (!_placement.TryKeepWithin(_record, _rate, destination, message.Length, piece.IsFirst && piece.IsLast))
        {
            return true;
        }

        if ((!_record.IsLeftOut
                && !_redaction.TryRedact(_record, _origin, destination, piece.Bytes, out message)))
        {
            return false;
        }

        if (_record.IsLeftOut)
        {
            LeaveOut(piece);
            return true;
        }

        int last = _builders.Length - 1;
        var part = new LinePart(piece.IsFirst, piece.IsLast);
        for (int i = _record.Target; i <= last; i++)
        {
            _record.Target = i;
            if (!_placement.TryPlace(
                _record, _builders[i], new LogRecord(message, _arrival), part, isLastTarget: i == last))
            {
                return false;
            }
        }

        _record.Target = 0;
        _redaction.Count();
        return true;
    }

    private void LeaveOut(in LinePiece piece)
    {
        if (piece.IsLast)
        {
            _placement.Filter(_record);
        }
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

            if (status == RentStatus.NoShare)
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
        _placement.Lose(_record, _builders[0].Destination, DropReason.Memory);
        _framer.Discard();
    }
}
