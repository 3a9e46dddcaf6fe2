using System.ComponentModel;
using System.Runtime.InteropServices;

namespace PhiLens.Bench.EndToEnd.Processes;

/// <summary>
/// CPU time to the nanosecond, user and system together, of the threads that live and of those that have ended. The
/// kernel's own clocks: <c>/proc/PID/stat</c> counts in hundredths of a second.
/// </summary>
internal static class CpuClock
{
    /// <summary>CLOCK_PROCESS_CPUTIME_ID.</summary>
    private const int OwnProcess = 2;

    /// <summary>CPUCLOCK_SCHED, the lowest bits of a clock that stands for another process.</summary>
    private const int ScheduledTime = 2;

    /// <summary>Seconds that this process has used.</summary>
    internal static double OfThisProcess() => Read(OwnProcess);

    /// <summary>Seconds that another process has used.</summary>
    /// <param name="process">Its id.</param>
    internal static double OfProcess(int process) => Read((~process << 3) | ScheduledTime);

    private static double Read(int clock) =>
        LibC.GetTime(clock, out Timespec time) == 0
            ? time.Seconds + (time.Nanoseconds / 1e9)
            : throw new Win32Exception(Marshal.GetLastPInvokeError(), "clock_gettime failed");
}
