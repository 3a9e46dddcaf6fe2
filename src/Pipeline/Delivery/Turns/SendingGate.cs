namespace PhiLens.Pipeline.Delivery.Turns;

/// <summary>
/// Where requests to one output wait for their turn, under an <see cref="InFlightLimit"/>. First come, first served: a
/// stream that has had its turn waits behind all others, so that none of many is left out. Safe for several threads.
/// </summary>
internal sealed class SendingGate : IDisposable
{
    private readonly Lock _lock = new();
    private readonly InFlightLimit _limit;
    private readonly Queue<TaskCompletionSource<SendingPermit>> _healthy = new();
    private readonly Queue<TaskCompletionSource<SendingPermit>> _suspects = new();
    private readonly ITimer _timer;
    private bool _isTimed;

    internal SendingGate(TimeProvider time)
    {
        _limit = new InFlightLimit(time);
        _timer = time.CreateTimer(
            static gate => ((SendingGate)gate!).LookForOverdue(),
            this,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
    }

    /// <summary>How many healthy streams wait for their turn.</summary>
    internal int Waiting
    {
        get
        {
            lock (_lock)
            {
                return _healthy.Count(turn => !turn.Task.IsCompleted);
            }
        }
    }

    /// <summary>Waits for a turn.</summary>
    /// <param name="isSuspect">Whether the stream's last try failed.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    internal ValueTask<SendingPermit> EnterAsync(bool isSuspect, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        TaskCompletionSource<SendingPermit> turn;
        lock (_lock)
        {
            Queue<TaskCompletionSource<SendingPermit>> queue = isSuspect ? _suspects : _healthy;
            if (queue.Count == 0 && _limit.TryEnter(isSuspect) is { } permit)
            {
                return new ValueTask<SendingPermit>(permit);
            }

            turn = new TaskCompletionSource<SendingPermit>();
            queue.Enqueue(turn);
            SetTimer();
        }

        return WaitAsync(turn, cancellationToken);
    }

    /// <summary>Gives a permit back, and lets in who waits.</summary>
    /// <param name="permit">The permit.</param>
    /// <param name="result">What became of the request; null when it was not sent or was broken off.</param>
    internal void Leave(SendingPermit permit, DeliveryResult? result)
    {
        lock (_lock)
        {
            _limit.Leave(permit, result);
            LetIn();
        }
    }

    public void Dispose() => _timer.Dispose();

    private static async ValueTask<SendingPermit> WaitAsync(
        TaskCompletionSource<SendingPermit> turn, CancellationToken cancellationToken)
    {
        // Who gave up stays in the queue and is passed over.
        using CancellationTokenRegistration givenUp = cancellationToken.UnsafeRegister(
            static (turn, token) => ((TaskCompletionSource<SendingPermit>)turn!).TrySetCanceled(token), turn);
        return await turn.Task.ConfigureAwait(false);
    }

    private void LetIn()
    {
        LetIn(_healthy, isSuspect: false);
        LetIn(_suspects, isSuspect: true);
    }

    private void LetIn(Queue<TaskCompletionSource<SendingPermit>> queue, bool isSuspect)
    {
        while (queue.TryPeek(out TaskCompletionSource<SendingPermit>? turn))
        {
            if (turn.Task.IsCompleted)
            {
                queue.Dequeue();
                continue;
            }

            if (_limit.TryEnter(isSuspect) is not { } permit)
            {
                return;
            }

            // Over the pool's common queue: its threads take what is in their own from the wrong end, so that who is
            // let in first would come last.
            queue.Dequeue();
            ThreadPool.UnsafeQueueUserWorkItem(
                static entry => entry.Gate.Grant(entry.Turn, entry.Permit),
                (Gate: this, Turn: turn, Permit: permit),
                preferLocal: false);
        }
    }

    private void Grant(TaskCompletionSource<SendingPermit> turn, SendingPermit permit)
    {
        if (!turn.TrySetResult(permit))
        {
            Leave(permit, result: null);
        }
    }

    private void LookForOverdue()
    {
        lock (_lock)
        {
            _isTimed = false;
            _limit.MoveOverdue();
            LetIn();
            SetTimer();
        }
    }

    /// <summary>While somebody waits, looks four times within the time after which a request is overdue.</summary>
    private void SetTimer()
    {
        if (!_isTimed && _healthy.Count > 0)
        {
            _isTimed = true;
            _timer.Change(InFlightLimit.Overdue / 4, Timeout.InfiniteTimeSpan);
        }
    }
}
