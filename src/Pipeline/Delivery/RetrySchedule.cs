using PhiLens.Pipeline.Accounting;

namespace PhiLens.Pipeline.Delivery;

/// <summary>
/// How long to wait before a batch is sent again: exponential with full jitter, without a limit in count. A pure
/// policy: its random source is given.
/// </summary>
/// <param name="cap">The longest wait.</param>
/// <param name="random">The source of the jitter.</param>
public sealed class RetrySchedule(TimeSpan cap, Random random)
{
    /// <summary>The upper bound of the first wait: 100 ms. It doubles with every failed try, up to the cap.</summary>
    public static readonly TimeSpan FirstBound = TimeSpan.FromMilliseconds(100);

    /// <summary>Doubling more often than this passes every cap, and would overflow.</summary>
    private const int MostDoublings = 20;

    /// <summary>Whether only a person can mend the cause, so that tries are slow.</summary>
    /// <param name="cause">Why a try failed.</param>
    public static bool IsSlow(RetryCause cause) => cause is RetryCause.AccessDenied or RetryCause.KeyUnavailable;

    /// <summary>
    /// The wait before the next try: evenly spread from zero to the bound of this try. What only a person can mend is
    /// tried slowly from the first time on: evenly spread over the upper half of the cap.
    /// </summary>
    /// <param name="failedTries">How many tries have failed, one or more.</param>
    /// <param name="cause">Why the last one failed.</param>
    /// <param name="atLeast">The shortest wait that the destination asked for; it may pass the cap.</param>
    public TimeSpan Next(int failedTries, RetryCause cause, TimeSpan? atLeast = null)
    {
        TimeSpan bound = FirstBound * (1L << Math.Min(failedTries - 1, MostDoublings));
        TimeSpan wait = IsSlow(cause)
            ? cap * (0.5 + (random.NextDouble() / 2))
            : (bound < cap ? bound : cap) * random.NextDouble();
        return atLeast is { } least && least > wait ? least : wait;
    }
}
