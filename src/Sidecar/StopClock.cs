using PhiLens.Sidecar.Sources;

namespace PhiLens.Sidecar;

/// <summary>
/// The time that a stop may take. The first SIGTERM or SIGINT begins it: sources are read until their writers close,
/// at the latest until a part of the drain time is left that is kept for delivery. A second signal ends it at once.
/// </summary>
internal sealed class StopClock : IDisposable
{
    /// <summary>The most time kept for delivery after reading: a batch's usual way takes far less.</summary>
    private static readonly TimeSpan MostTimeForDelivery = TimeSpan.FromSeconds(5);

    /// <summary>Of a short drain time, a quarter is kept for delivery.</summary>
    private const int DeliveryShare = 4;

    private readonly TimeProvider _time;
    private readonly TimeSpan _drain;
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _draining = new();
    private readonly CancellationTokenSource _readingOver = new();
    private readonly CancellationTokenSource _allOver = new();
    private readonly List<IDisposable> _registrations = [];
    private int _signals;

    internal StopClock(TimeSpan drain, TimeProvider time)
    {
        _drain = drain;
        _time = time;
    }

    /// <summary>What sources listen to.</summary>
    internal StopSignals Signals => new(_draining.Token, _readingOver.Token);

    /// <summary>Cancelled when undelivered batches are given up.</summary>
    internal CancellationToken AllOver => _allOver.Token;

    /// <summary>A signal came: begins the stop, or ends it when it has begun already.</summary>
    /// <param name="onSignal">Told of it before it takes effect, and whether it is the first.</param>
    internal void Signal(Action<bool>? onSignal = null)
    {
        onSignal?.Invoke(Volatile.Read(ref _signals) == 0);
        if (Interlocked.Increment(ref _signals) == 1)
        {
            Begin();
        }
        else
        {
            _readingOver.Cancel();
            _allOver.Cancel();
        }
    }

    /// <summary>Begins the drain time, if it has not begun.</summary>
    internal void Begin()
    {
        lock (_gate)
        {
            if (_draining.IsCancellationRequested)
            {
                return;
            }

            TimeSpan forDelivery = _drain / DeliveryShare;
            forDelivery = forDelivery < MostTimeForDelivery ? forDelivery : MostTimeForDelivery;
            CancelAfter(_readingOver, _drain - forDelivery);
            CancelAfter(_allOver, _drain);
            _draining.Cancel();
        }
    }

    public void Dispose()
    {
        _registrations.ForEach(r => r.Dispose());
        _draining.Dispose();
        _readingOver.Dispose();
        _allOver.Dispose();
    }

    private void CancelAfter(CancellationTokenSource source, TimeSpan wait) =>
        _registrations.Add(_time.CreateTimer(
            static target => ((CancellationTokenSource)target!).Cancel(), source, wait, Timeout.InfiniteTimeSpan));
}
