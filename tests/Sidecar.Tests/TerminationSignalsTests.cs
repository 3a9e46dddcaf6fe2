namespace PhiLens.Sidecar.Tests;

public sealed class TerminationSignalsTests
{
    [Fact]
    public void Signals_that_come_before_anybody_takes_them_are_handed_over_and_none_twice()
    {
        using var signals = new TerminationSignals();
        int taken = 0;
        signals.Signal();
        signals.Signal();
        signals.HandTo(() => taken++);
        Assert.Equal(2, taken);

        signals.Signal();
        Assert.Equal(3, taken);
    }
}
