using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Acknowledging;
using PhiLens.Pipeline.Batching;
using PhiLens.Pipeline.Framing.Forward;
using PhiLens.Pipeline.Joining;
using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Shaping;

namespace PhiLens.Pipeline;

/// <summary>
/// Walks the records of one Forward connection, in reading order, into the batches of their streams. The source asks
/// for a buffer, reads into it, and says how much; the lane does the rest. Used by one caller at a time; its own timer
/// sends on lines whose last fragment, or whose next line, does not come.
/// </summary>
public sealed class ForwardLane : IDisposable
{
    private readonly LaneParts _parts;
    private readonly LedgerAccount _account;
    private readonly ForwardDecoder _decoder;
    private readonly DueTimer _timer;

    // The caller, or the timer.
    private readonly Lock _gate = new();
    private readonly ForwardOutlet _outlet;
    private readonly ForwardWalk _walk;
    private bool _isWaiting;
    private bool _isDisposed;

    internal ForwardLane(LaneParts parts, RouteTable<BatchBuilder> routes, IAckSink acks)
    {
        _parts = parts;
        _account = parts.Ledger.OpenAccount();
        _decoder = new ForwardDecoder(parts.Buffers, ForwardDecoder.UsualFrame, ForwardDecoder.UsualInflated);
        _outlet = new ForwardOutlet(parts, _account, routes);
        _walk = new ForwardWalk(parts, _account, _outlet, acks);
        _timer = new DueTimer(parts.Time, _gate, () => _walk.UntilDue, TrySendOnDue);
    }

    /// <summary>Whether a message has come in part: the client may be asked for its rest, or is gone with it.</summary>
    public bool IsHalfRead => _decoder.IsHalfRead;

    /// <summary>The memory to read the next bytes into; never empty.</summary>
    /// <param name="cancellationToken">Ends the wait for room.</param>
    public ValueTask<Memory<byte>> GetBufferAsync(CancellationToken cancellationToken) =>
        _decoder.Prepare() == RentStatus.Rented
            ? new ValueTask<Memory<byte>>(_decoder.Buffer)
            : GetBufferWhenRoomAsync(cancellationToken);

    /// <summary>Takes the bytes that were read, and returns when their complete records are in batches.</summary>
    /// <param name="count">How many bytes were read into the buffer.</param>
    /// <param name="cancellationToken">Ends the wait for room.</param>
    /// <returns>
    /// What is wrong with the connection: none as a rule. Otherwise it is to be closed; all before is in batches.
    /// </returns>
    public ValueTask<MalformedReason> AdvanceAsync(int count, CancellationToken cancellationToken)
    {
        _decoder.Advance(count);
        return TryDrain() ? new ValueTask<MalformedReason>(_decoder.Reason) : DrainWhenRoomAsync(cancellationToken);
    }

    /// <summary>The client went away, or the sidecar stops: lines that wait for fragments go on as they are.</summary>
    /// <param name="cancellationToken">Ends the wait for room.</param>
    public async ValueTask EndAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task released = _parts.Budget.NextReleaseAsync();
            if (TrySendOnLines())
            {
                return;
            }

            await _parts.Overflow.WaitAsync(released, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Closes the lane. What was read but never found room is counted, and lost with the shutdown.
    /// </summary>
    public void Dispose()
    {
        _timer.Dispose();
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
            while (_decoder.Read(out ForwardEntry entry) <= ForwardStep.OtherSignal)
            {
                if (!entry.Record.IsEmpty)
                {
                    _walk.LoseAtShutdown(entry);
                }

                _decoder.MoveOn();
            }

            _walk.Dispose();
            _outlet.Dispose();
            _decoder.Dispose();
        }

        _parts.Ledger.CloseAccount(_account);
    }

    private bool TryDrain()
    {
        lock (_gate)
        {
            _isWaiting = !TryWalk();
            _outlet.Rest();
            _timer.Set();
            return !_isWaiting;
        }
    }

    private bool TryWalk()
    {
        while (true)
        {
            ForwardStep step = _decoder.Read(out ForwardEntry entry);
            switch (step)
            {
                case ForwardStep.Entry when !_walk.TryTake(entry):
                    return false;
                case ForwardStep.EndOfChunk:
                    _walk.EndChunk(entry.Chunk);
                    break;
                case ForwardStep.OtherSignal:
                    _account.CountReceived();
                    _account.CountFiltered();
                    break;
                case ForwardStep.NeedsRoom:
                    if (!TryMakeRoom(entry.Chunk))
                    {
                        return false;
                    }

                    continue;
                case ForwardStep.Malformed:
                    _walk.AbandonChunk();
                    return true;
                case ForwardStep.NeedsBytes:
                    return true;
            }

            _decoder.MoveOn();
        }
    }

    /// <summary>Makes room to decompress entries, or gives up the rest of their message.</summary>
    /// <returns>False to wait.</returns>
    private bool TryMakeRoom(ReadOnlySpan<byte> chunk)
    {
        Overflow.Next action = _outlet.Decide(_decoder.Missing);
        if (action == Overflow.Next.DropThis)
        {
            _walk.OpenChunk(chunk);
            _outlet.LoseUnread(_decoder.GiveUpMessage());
        }

        return action != Overflow.Next.Wait;
    }

    private async ValueTask<MalformedReason> DrainWhenRoomAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task released = _parts.Budget.NextReleaseAsync();
            if (TryDrain())
            {
                return _decoder.Reason;
            }

            await _parts.Overflow.WaitAsync(released, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<Memory<byte>> GetBufferWhenRoomAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task released = _parts.Budget.NextReleaseAsync();
            RentStatus status = _decoder.Prepare();
            if (status == RentStatus.Rented)
            {
                return _decoder.Buffer;
            }

            Overflow.Next action = _outlet.Decide(status);
            if (action == Overflow.Next.Wait)
            {
                await _parts.Overflow.WaitAsync(released, cancellationToken).ConfigureAwait(false);
            }
            else if (action == Overflow.Next.DropThis)
            {
                // The rest of the message is still read, and thrown away: closing would lose what comes behind it.
                lock (_gate)
                {
                    _outlet.LoseUnread(_decoder.Discard());
                }

                await DrainWhenRoomAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private bool TrySendOnLines()
    {
        lock (_gate)
        {
            _isWaiting = !_walk.TrySendOn(onlyDue: false);
            _outlet.Rest();
            return !_isWaiting;
        }
    }

    private bool TrySendOnDue()
    {
        bool isDone = _isDisposed || (!_isWaiting && _walk.TrySendOn(onlyDue: true));
        _outlet.Rest();
        return isDone;
    }
}
