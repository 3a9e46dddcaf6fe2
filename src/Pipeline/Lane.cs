using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Batching;
using PhiLens.Pipeline.Framing;
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
    private readonly BatchBuilder _builder;
    private readonly LogStreamName _destination;
    private readonly LedgerAccount _account;

    // The record at hand: it may be shown several times before memory has room for all of it.
    private long _arrival;
    private bool _counted;
    private int _placed;
    private SplitRecord? _split;

    internal Lane(LaneParts parts, LogStreamName destination, BatchBuilder builder)
    {
        _parts = parts;
        _destination = destination;
        _builder = builder;
        _framer = new LineFramer(parts.Buffers, parts.MaxRecordSize);
        _account = parts.Ledger.OpenAccount();
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

            await released.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Puts a piece into batches.</summary>
    /// <returns>False when it must be shown again after a wait for room.</returns>
    private bool TryPlace(in LinePiece piece)
    {
        CountOnce();
        while (_placed < piece.Bytes.Length)
        {
            ReadOnlySpan<byte> rest = piece.Bytes[_placed..];
            int part = EventSplitter.FirstPart(rest, _parts.MaxMessageBytes);
            if (_split is null && !(piece.IsFirst && piece.IsLast && part == piece.Bytes.Length))
            {
                _split = new SplitRecord(_parts.Ledger);
                _parts.Listener.RecordSplit(_destination);
            }

            if (!TryAppendOrDrop(rest[..part]))
            {
                return false;
            }

            _placed += part;
        }

        _placed = 0;
        if (piece.IsLast)
        {
            Finish(isEmpty: piece.IsFirst && piece.Bytes.IsEmpty);
        }

        return true;
    }

    private void CountOnce()
    {
        if (!_counted)
        {
            _account.CountReceived();
            _counted = true;
        }
    }

    private void Finish(bool isEmpty)
    {
        if (isEmpty)
        {
            // CloudWatch refuses empty messages.
            _account.CountFiltered();
        }

        _split?.Complete();
        _split = null;
        _counted = false;
    }

    private bool TryAppendOrDrop(ReadOnlySpan<byte> message)
    {
        var record = new LogRecord(message, _arrival) { Receipt = _split };
        while (!_builder.TryAppend(record))
        {
            switch (_parts.Overflow.Decide())
            {
                case OverflowAction.TryAgain:
                    continue;
                case OverflowAction.Wait:
                    return false;
                default:
                    Drop(DropReason.Memory);
                    return true;
            }
        }

        return true;
    }

    private void Drop(DropReason reason)
    {
        if (_split is null)
        {
            _parts.Ledger.CountDropped(reason, 1);
        }
        else
        {
            _split.Lose(reason);
        }

        _parts.Listener.RecordsDropped(_destination, reason, 1);
    }

    private void LoseAtShutdown(in LinePiece piece)
    {
        CountOnce();
        bool isEmpty = piece.IsFirst && piece.IsLast && piece.Bytes.IsEmpty;
        if (piece.IsLast && !isEmpty)
        {
            Drop(DropReason.Shutdown);
        }

        if (piece.IsLast)
        {
            Finish(isEmpty);
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

            OverflowAction action = _parts.Overflow.Decide();
            if (action == OverflowAction.Wait)
            {
                await released.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            else if (action == OverflowAction.DropThis)
            {
                DropHalfRead();
            }
        }
    }

    /// <summary>There is no room to read the rest of a long line: it is lost as a whole, and counted.</summary>
    private void DropHalfRead()
    {
        CountOnce();
        Drop(DropReason.Memory);
        Finish(isEmpty: false);
        _framer.Discard();
    }
}
