using PhiLens.Bench.EndToEnd.Processes;

namespace PhiLens.Bench.EndToEnd.Floor;

/// <summary>Takes the CPU time of this process for a piece of work, warmed up.</summary>
internal static class Cost
{
    private const double BytesPerGigabyte = 1e9;

    /// <summary>Runs the work once to warm up, then until it has used enough time to be told from noise.</summary>
    /// <param name="logBytes">The bytes of log that one run stands for.</param>
    /// <param name="atLeast">Seconds of CPU to measure at least.</param>
    /// <param name="work">The work.</param>
    /// <returns>CPU seconds per GB of log.</returns>
    internal static double Of(long logBytes, double atLeast, Action work)
    {
        work();
        double begun = CpuClock.OfThisProcess();
        for (int runs = 1; ; runs++)
        {
            work();
            double used = CpuClock.OfThisProcess() - begun;
            if (used >= atLeast)
            {
                return used / runs / logBytes * BytesPerGigabyte;
            }
        }
    }
}
