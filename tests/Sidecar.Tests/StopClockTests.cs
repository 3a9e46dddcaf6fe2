using Microsoft.Extensions.Time.Testing;

namespace PhiLens.Sidecar.Tests;

public sealed class StopClockTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly StopClock _clock;

    public StopClockTests() => _clock = new StopClock(TimeSpan.FromSeconds(25), _time);

    public void Dispose() => _clock.Dispose();

    [Fact]
    public void Nothing_ends_before_a_signal()
    {
        _time.Advance(TimeSpan.FromDays(1));

        Assert.Equal((false, false, false), State());
    }

    [Fact]
    public void A_signal_begins_the_stop_and_keeps_the_last_five_seconds_for_delivery()
    {
        _clock.Signal();
        Assert.Equal((true, false, false), State());

        _time.Advance(TimeSpan.FromSeconds(19.9));
        Assert.Equal((true, false, false), State());
        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal((true, true, false), State());
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal((true, true, true), State());
    }

    [Fact]
    public void A_second_signal_ends_everything_at_once()
    {
        _clock.Signal();
        _clock.Signal();

        Assert.Equal((true, true, true), State());
    }

    [Fact]
    public void A_failure_begins_the_stop_but_is_no_signal()
    {
        _clock.Begin();
        _clock.Begin();
        _clock.Signal();
        Assert.Equal((true, false, false), State());

        _clock.Signal();
        Assert.Equal((true, true, true), State());
    }

    [Fact]
    public void Of_a_short_drain_time_a_quarter_is_kept_for_delivery()
    {
        using var clock = new StopClock(TimeSpan.FromSeconds(4), _time);
        clock.Signal();

        _time.Advance(TimeSpan.FromSeconds(3));

        Assert.True(clock.Signals.TimeIsOver.IsCancellationRequested);
        Assert.False(clock.AllOver.IsCancellationRequested);
    }

    private (bool Draining, bool ReadingOver, bool AllOver) State() => (
        _clock.Signals.Draining.IsCancellationRequested,
        _clock.Signals.TimeIsOver.IsCancellationRequested,
        _clock.AllOver.IsCancellationRequested);
}
