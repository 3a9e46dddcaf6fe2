using System.Threading.Channels;
using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Delivery;

/// <summary>
/// The batches of one stream, delivered one at a time and in order. A batch that was refused for now is sent again,
/// byte for byte, until it is taken, is given up to make room, or the time is over.
/// </summary>
internal sealed class StreamQueue
{
    private readonly DeliveryRules _rules;
    private readonly Channel<EventBatch> _batches;

    // The batch between two tries. Whoever swaps it out owns it: the loop to send it again, or a lane to drop it.
    private EventBatch? _betweenTries;

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
    internal long OldestSequence =>
        Volatile.Read(ref _betweenTries)?.Sequence
        ?? (_batches.Reader.TryPeek(out EventBatch? first) ? first.Sequence : long.MaxValue);

    /// <summary>Gives up the oldest batch that is not on its way.</summary>
    /// <returns>False when there is none.</returns>
    internal bool TryDropOldest()
    {
        EventBatch? oldest = Interlocked.Exchange(ref _betweenTries, null);
        if (oldest is null && !_batches.Reader.TryRead(out oldest))
        {
            return false;
        }

        _rules.Settlement.Drop(oldest, DropReason.Memory);
        return true;
    }

    /// <summary>Delivers until the queue is complete and empty; what is left after the time is dropped.</summary>
    /// <param name="cancellationToken">The end of the time.</param>
    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        // Every batch must be settled: when the time is over the loop goes on, and its batches are dropped at once.
        while (await _batches.Reader.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false))
        {
            while (_batches.Reader.TryRead(out EventBatch? batch))
            {
                try
                {
                    await DeliverAsync(batch, cancellationToken).ConfigureAwait(false);
                }
                catch (Exception) when (cancellationToken.IsCancellationRequested)
                {
                    // Whatever failed at the moment when the time was over, the batch has its place in the book.
                    _rules.Settlement.Drop(batch, DropReason.Shutdown);
                }
            }
        }
    }

    private async ValueTask DeliverAsync(EventBatch batch, CancellationToken cancellationToken)
    {
        bool mayBeDouble = false;
        for (int failedTries = 0; ; failedTries++)
        {
            DeliveryResult result = await TryOnceAsync(batch, cancellationToken).ConfigureAwait(false);
            if (result.Outcome != DeliveryOutcome.Retry)
            {
                Settle(batch, result, failedTries);
                return;
            }

            // At once, not when it is sent again: it may be given up before, and is then dropped and perhaps there.
            _rules.Ledger.CountAmbiguous(result.Ambiguous && !mayBeDouble ? batch.RecordCount : 0);
            mayBeDouble |= result.Ambiguous;
            cancellationToken.ThrowIfCancellationRequested();
            TimeSpan wait = _rules.Schedule.Next(failedTries + 1, result.RetryAfter);
            _rules.Listener.RetryScheduled(batch.Destination, result.Cause, failedTries + 1, wait);
            if (!await StillMineAfterAsync(wait, batch, mayBeDouble, cancellationToken).ConfigureAwait(false))
            {
                return;
            }

            _rules.Ledger.CountRetry();
        }
    }

    private async ValueTask<DeliveryResult> TryOnceAsync(EventBatch batch, CancellationToken cancellationToken)
    {
        await _rules.InFlight.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await _rules.Sink.SendAsync(batch, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _rules.InFlight.Release();
        }
    }

    private void Settle(EventBatch batch, DeliveryResult result, int failedTries)
    {
        if (result.Outcome == DeliveryOutcome.Refused)
        {
            _rules.Settlement.Drop(batch, DropReason.Refused);
            return;
        }

        if (failedTries > 0)
        {
            _rules.Listener.DeliveryResumed(batch.Destination, failedTries);
        }

        _rules.Settlement.Deliver(batch, result.Rejected);
    }

    /// <summary>
    /// Waits. Meanwhile a lane that needs room may give the batch up, unless the destination may already have it:
    /// calling that one dropped could be untrue.
    /// </summary>
    /// <returns>False when the batch was given up.</returns>
    private async ValueTask<bool> StillMineAfterAsync(
        TimeSpan wait, EventBatch batch, bool mayBeDouble, CancellationToken cancellationToken)
    {
        if (mayBeDouble)
        {
            await Task.Delay(wait, _rules.Time, cancellationToken).ConfigureAwait(false);
            return true;
        }

        Volatile.Write(ref _betweenTries, batch);
        await Task.Delay(wait, _rules.Time, cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (Interlocked.Exchange(ref _betweenTries, null) is null)
        {
            return false;
        }

        cancellationToken.ThrowIfCancellationRequested();
        return true;
    }
}
