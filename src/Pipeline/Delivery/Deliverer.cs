using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using PhiLens.Pipeline.Delivery.Turns;
using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Delivery;

/// <summary>The queues of all streams and the tasks that empty them.</summary>
internal sealed class Deliverer : IDisposable
{
    private readonly int _queueCapacity;
    private readonly CancellationTokenSource _timeIsOver = new();
    private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Streams come and never go; lanes read the array without a lock.
    private readonly Lock _gate = new();
    private StreamQueue[] _queues = [];
    private Task[] _running = [];

    // Each output has its own limit, so that one which does not answer never stops the others.
    private readonly Dictionary<int, DeliveryRules> _rulesOfOutputs = [];

    internal Deliverer(DeliveryRules rules, MemoryBudget budget)
    {
        _rulesOfOutputs[0] = rules;
        // A batch holds at least one block for its body and one for its index, so memory ends before a queue does.
        // The few blocks that may pass the limit are allowed for.
        _queueCapacity = (int)Math.Min(1_000_000, (budget.Limit / (2 * BlockPool.SmallBlock)) + 64);
    }

    /// <summary>Faults when a delivery loop ended with an unexpected exception; otherwise never completes.</summary>
    internal Task Failed => _failed.Task;

    /// <summary>Opens a stream's queue and starts to deliver what comes into it.</summary>
    /// <param name="memory">The memory of the stream's batches.</param>
    /// <param name="output">The output that the stream belongs to.</param>
    internal ChannelWriter<EventBatch> OpenQueue(StreamBlocks memory, int output = 0)
    {
        lock (_gate)
        {
            var queue = new StreamQueue(RulesOf(output), memory, _queueCapacity);
            _running = [.. _running, RunAsync(queue)];
            Volatile.Write(ref _queues, [.. _queues, queue]);
            return queue.Input;
        }
    }

    /// <summary>
    /// Gives up the oldest batch of all streams that is not on its way and surely not at its destination.
    /// </summary>
    /// <param name="onlyAboveShare">Whether only streams that hold more than their fair share may lose one.</param>
    /// <returns>False when there is none.</returns>
    internal bool TryDropOldest(bool onlyAboveShare)
    {
        while (TryFindOldest(onlyAboveShare, out StreamQueue? queue, out long sequence))
        {
            // Another may have been quicker: then the oldest is a different one.
            if (queue.TryDropOldest(sequence))
            {
                return true;
            }
        }

        return false;
    }

    private bool TryFindOldest(
        bool onlyAboveShare, [NotNullWhen(true)] out StreamQueue? oldest, out long sequence)
    {
        oldest = null;
        sequence = long.MaxValue;
        foreach (StreamQueue queue in Volatile.Read(ref _queues))
        {
            long candidate = queue.OldestSequence;
            if (candidate < sequence && (!onlyAboveShare || queue.Memory.IsAboveShare))
            {
                (oldest, sequence) = (queue, candidate);
            }
        }

        return oldest is not null;
    }

    /// <summary>Takes no more batches and delivers what is left; what is not delivered in time is dropped.</summary>
    /// <param name="cancellationToken">The end of the time.</param>
    internal async Task CompleteAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration linked = cancellationToken.UnsafeRegister(
            static source => ((CancellationTokenSource)source!).Cancel(), _timeIsOver);
        foreach (StreamQueue queue in _queues)
        {
            queue.Input.TryComplete();
        }

        await Task.WhenAll(_running).ConfigureAwait(false);
    }

    public void Dispose()
    {
        _timeIsOver.Dispose();
        foreach (DeliveryRules rules in _rulesOfOutputs.Values)
        {
            rules.Gate.Dispose();
        }
    }

    private DeliveryRules RulesOf(int output)
    {
        if (!_rulesOfOutputs.TryGetValue(output, out DeliveryRules? rules))
        {
            rules = _rulesOfOutputs[0] with { Gate = new SendingGate(_rulesOfOutputs[0].Time) };
            _rulesOfOutputs[output] = rules;
        }

        return rules;
    }

    private async Task RunAsync(StreamQueue queue)
    {
        await Task.Yield();
        try
        {
            await queue.RunAsync(_timeIsOver.Token).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            _failed.TrySetException(failure);
            throw;
        }
    }
}
