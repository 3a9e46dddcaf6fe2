using System.Threading.Channels;
using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Delivery.Turns;
using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Delivery;

/// <summary>
/// The batches of one stream, delivered in order, one at a time unless the rules allow more. A batch that was refused
/// for now is sent again, byte for byte, until it is taken, is given up to make room, or the time is over.
/// </summary>
internal sealed class StreamQueue
{
    private readonly DeliveryRules _rules;
    private readonly Channel<EventBatch> _batches;

    // Taking a batch to send it, or to give it up: whoever finds it here owns it.
    private readonly Lock _taking = new();
    private readonly List<BatchProgress> _betweenTries = new(1);

    private bool _isSuspect;

    internal StreamQueue(DeliveryRules rules, StreamBlocks memory, int capacity)
    {
        _rules = rules;
        Memory = memory;
        _batches = Channel.CreateBounded<EventBatch>(new BoundedChannelOptions(capacity)
        {
            FullMode = BoundedChannelFullMode.Wait,
            SingleReader = false,
            SingleWriter = false,
            AllowSynchronousContinuations = false,
        });
    }

    /// <summary>The memory of the stream's batches.</summary>
    internal StreamBlocks Memory { get; }

    /// <summary>Where the stream's builder puts closed batches.</summary>
    internal ChannelWriter<EventBatch> Input => _batches.Writer;

    /// <summary>The age of the oldest batch that could be given up; <see cref="long.MaxValue"/> for none.</summary>
    internal long OldestSequence
    {
        get
        {
            lock (_taking)
            {
                return Math.Min(Sequence(OldestBetweenTries()?.Whole), Sequence(Head()));
            }
        }
    }

    /// <summary>Gives up the oldest batch that is not on its way and surely not at the destination.</summary>
    /// <param name="sequence">Which one that should be.</param>
    /// <returns>False when it is another one by now.</returns>
    internal bool TryDropOldest(long sequence)
    {
        BatchProgress oldest;
        lock (_taking)
        {
            if (OldestBetweenTries() is { } waiting && waiting.Whole.Sequence == sequence)
            {
                _betweenTries.Remove(waiting);
                oldest = waiting;
            }
            else if (Sequence(Head()) == sequence && _batches.Reader.TryRead(out EventBatch? head))
            {
                oldest = new BatchProgress(head);
            }
            else
            {
                return false;
            }
        }

        _rules.Settlement.GiveUp(oldest, DropReason.Memory);
        return true;
    }

    /// <summary>Delivers until the queue is complete and empty; what is left after the time is dropped.</summary>
    /// <param name="cancellationToken">The end of the time.</param>
    internal Task RunAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(Enumerable.Range(0, _rules.RequestsPerStream).Select(_ => WorkAsync(cancellationToken)));

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        // Every batch must be settled: when the time is over the loop goes on, and its batches are dropped at once.
        while (await _batches.Reader.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false))
        {
            // First the turn, then the batch: one that only waits for its turn can still be given up.
            SendingPermit? permit = await EnterAsync(cancellationToken).ConfigureAwait(false);
            BatchProgress? batch = Take();
            if (batch is null)
            {
                Leave(permit, result: null);
                continue;
            }

            try
            {
                await DeliverAsync(batch, permit, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception) when (cancellationToken.IsCancellationRequested)
            {
                // Whatever failed at the moment when the time was over, the batch has its place in the book.
                _rules.Settlement.GiveUp(batch, DropReason.Shutdown);
            }
        }
    }

    private async ValueTask DeliverAsync(
        BatchProgress batch, SendingPermit? permit, CancellationToken cancellationToken)
    {
        int failedTries = 0;
        while (true)
        {
            DeliveryResult result = await SendAsync(batch, permit, cancellationToken).ConfigureAwait(false);
            TimeSpan wait = TimeSpan.Zero;
            bool isRetry = result.Outcome == DeliveryOutcome.Retry;
            bool isNewDoubt = isRetry && result.Ambiguous && batch.Doubt();
            if (isRetry)
            {
                failedTries++;
                wait = _rules.Schedule.Next(failedTries, result.Cause, result.RetryAfter);
                _rules.Listener.RetryScheduled(batch.Whole.Destination, result.Cause, failedTries, wait);
            }
            else if (!TrySettle(batch, result, ref failedTries))
            {
                return;
            }

            permit = await NextTurnAsync(batch, wait, cancellationToken).ConfigureAwait(false);
            if (permit is null)
            {
                return;
            }

            if (isRetry)
            {
                _rules.Ledger.CountRetry();
                _rules.Ledger.CountAmbiguous(isNewDoubt ? batch.Current.CountDoubtful() : 0);
            }
        }
    }

    /// <summary>A request has its answer: its events are settled, or it is halved to find out which are bad.</summary>
    /// <returns>False when all of the batch is settled.</returns>
    private bool TrySettle(BatchProgress batch, DeliveryResult result, ref int failedTries)
    {
        if (result.Outcome == DeliveryOutcome.Refused && batch.TryHalve())
        {
            failedTries = 0;
            return true;
        }

        if (result.Outcome == DeliveryOutcome.Refused)
        {
            _rules.Settlement.Drop(batch.Current, DropReason.Refused);
        }
        else
        {
            if (failedTries > 0)
            {
                _rules.Listener.DeliveryResumed(batch.Whole.Destination, failedTries);
            }

            _rules.Settlement.Deliver(batch.Current, result.Rejected);
        }

        failedTries = 0;
        if (batch.TryMoveOn())
        {
            return true;
        }

        batch.Whole.Release();
        return false;
    }

    private async ValueTask<DeliveryResult> SendAsync(
        BatchProgress batch, SendingPermit? permit, CancellationToken cancellationToken)
    {
        bool isSent = false;
        DeliveryResult? result = null;
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            isSent = true;
            result = await _rules.Sink.SendAsync(batch.Current, cancellationToken).ConfigureAwait(false);
            return result.Value;
        }
        finally
        {
            if (isSent && result is null)
            {
                batch.Doubt();
            }

            // A destination that throttles answers at once: only what may take its time is a suspect.
            bool isSuspect = result is { Outcome: DeliveryOutcome.Retry, Cause: not RetryCause.Throttled };
            Volatile.Write(ref _isSuspect, isSuspect);
            Leave(permit, result);
        }
    }

    /// <summary>
    /// Waits, and then for a turn. Meanwhile a lane that needs room may give the batch up, unless the destination may
    /// already have it: calling that one dropped could be untrue.
    /// </summary>
    /// <returns>Null when the batch was given up.</returns>
    private async ValueTask<SendingPermit?> NextTurnAsync(
        BatchProgress batch, TimeSpan wait, CancellationToken cancellationToken)
    {
        bool canBeGivenUp = !batch.IsDoubtful;
        lock (_taking)
        {
            if (canBeGivenUp)
            {
                _betweenTries.Add(batch);
            }
        }

        await Task.Delay(wait, _rules.Time, cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        SendingPermit? permit = await EnterAsync(cancellationToken).ConfigureAwait(false);
        lock (_taking)
        {
            if (canBeGivenUp && !_betweenTries.Remove(batch))
            {
                Leave(permit, result: null);
                return null;
            }
        }

        return permit ?? throw new OperationCanceledException(cancellationToken);
    }

    /// <summary>Waits for a turn; null when the time is over.</summary>
    private async ValueTask<SendingPermit?> EnterAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _rules.Gate.EnterAsync(Volatile.Read(ref _isSuspect), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private void Leave(SendingPermit? permit, DeliveryResult? result)
    {
        if (permit is not null)
        {
            _rules.Gate.Leave(permit, result);
        }
    }

    private BatchProgress? Take()
    {
        lock (_taking)
        {
            return _batches.Reader.TryRead(out EventBatch? batch) ? new BatchProgress(batch) : null;
        }
    }

    private EventBatch? Head() => _batches.Reader.TryPeek(out EventBatch? head) ? head : null;

    private BatchProgress? OldestBetweenTries() =>
        _betweenTries.Count == 0 ? null : _betweenTries.MinBy(b => b.Whole.Sequence);

    private static long Sequence(EventBatch? batch) => batch?.Sequence ?? long.MaxValue;
}
