namespace PhiLens.Pipeline.Joining;

/// <summary>
/// Wakes a lane when something that it holds is due. It never waits for the lane's gate: a clock may call it from
/// within a change of another timer, whose thread holds what the lane's caller waits for.
/// </summary>
internal sealed class DueTimer : IDisposable
{
    /// <summary>How soon it looks again while the lane is busy or waits for room.</summary>
    private static readonly TimeSpan SoonAgain = TimeSpan.FromMilliseconds(50);

    private readonly TimeProvider _time;
    private readonly Lock _gate;
    private readonly Func<TimeSpan?> _untilDue;
    private readonly Func<bool> _trySendOn;
    private readonly ITimer _timer;

    // Under the gate.
    private bool _isSet;
    private long _setAt;
    private TimeSpan _wait;

    /// <summary>Makes a timer that is not set.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="gate">The lane's gate.</param>
    /// <param name="untilDue">How long until something is due; null when nothing is held.</param>
    /// <param name="trySendOn">Sends on what is due, under the gate; false to be called again soon.</param>
    internal DueTimer(TimeProvider time, Lock gate, Func<TimeSpan?> untilDue, Func<bool> trySendOn)
    {
        _time = time;
        _gate = gate;
        _untilDue = untilDue;
        _trySendOn = trySendOn;
        _timer = time.CreateTimer(
            static timer => ((DueTimer)timer!).Wake(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Sets it to what is due first. Called under the gate.</summary>
    internal void Set()
    {
        if (_untilDue() is { } left && (!_isSet || left < _wait - _time.GetElapsedTime(_setAt)))
        {
            Arm(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Wake()
    {
        if (_gate.IsHeldByCurrentThread || !_gate.TryEnter())
        {
            _timer.Change(SoonAgain, Timeout.InfiniteTimeSpan);
            return;
        }

        try
        {
            _isSet = false;
            if (_trySendOn())
            {
                Set();
            }
            else
            {
                Arm(SoonAgain);
            }
        }
        finally
        {
            _gate.Exit();
        }
    }

    private void Arm(TimeSpan wait)
    {
        _isSet = true;
        _setAt = _time.GetTimestamp();
        _wait = wait;
        _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }
}
