using System.Runtime.InteropServices;

namespace PhiLens.Bench.EndToEnd.Processes;

/// <summary>
/// Leaves no process behind when this one is interrupted, terminated, or takes longer than a measurement ever should.
/// </summary>
internal sealed class LastResort : IDisposable
{
    /// <summary>Three rounds of all works take three minutes on two slow cores.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(20);

    private readonly PosixSignalRegistration _interrupt =
        PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
    private readonly PosixSignalRegistration _terminate =
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
    private readonly Timer _timer = new(_ => ChildProcess.EndAll(), null, Longest, Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _timer.Dispose();
    }

    /// <summary>Without its processes the measurement fails, and clears up as after any failure.</summary>
    private static void End(PosixSignalContext signal)
    {
        signal.Cancel = true;
        ChildProcess.EndAll();
    }
}
