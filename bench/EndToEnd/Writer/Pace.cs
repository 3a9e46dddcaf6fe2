using System.Diagnostics;
using PhiLens.Bench.EndToEnd.Processes;

namespace PhiLens.Bench.EndToEnd.Writer;

/// <summary>
/// Spreads writes evenly over time, sleeping and never spinning: a spinning writer would take the machine's other core.
/// </summary>
/// <param name="rate">Bytes a second; zero for no pace at all.</param>
internal sealed class Pace(long rate)
{
    private readonly long _begun = Stopwatch.GetTimestamp();
    private long _written;

    /// <summary>Waits until as much time has passed as the bytes so far ought to take.</summary>
    internal void After(int bytes)
    {
        if (rate == 0)
        {
            return;
        }

        _written += bytes;
        double ahead = (_written / (double)rate) - Stopwatch.GetElapsedTime(_begun).TotalSeconds;
        if (ahead > 0)
        {
            _ = LibC.Sleep(new Timespec((long)ahead, (long)(ahead % 1 * 1e9)), 0);
        }
    }
}
