using Amazon;

namespace PhiLens.Sidecar.CloudWatch.Transport;

/// <summary>
/// Corrects the time that requests are signed for when this machine's clock is wrong. The time of events is left as it
/// is. The correction is the SDK's own for the whole process, as the clock is: it serves every client.
/// </summary>
internal static class ClockCorrection
{
    /// <summary>
    /// The service takes signatures that are up to 5 minutes off; from 4 on its answers are believed.
    /// </summary>
    private static readonly TimeSpan Threshold = TimeSpan.FromMinutes(4);

    /// <summary>Learns from an answer that refused a request.</summary>
    /// <param name="serverTime">The answer's <c>Date</c>, if it had one.</param>
    /// <param name="ownTime">This machine's time, without a correction.</param>
    public static void Learn(DateTimeOffset? serverTime, DateTimeOffset ownTime)
    {
        if (serverTime is not { } right)
        {
            return;
        }

        TimeSpan correction = right - ownTime;
        TimeSpan known = AWSConfigs.ManualClockCorrection ?? TimeSpan.Zero;
        if ((correction - known).Duration() >= Threshold)
        {
            AWSConfigs.ManualClockCorrection = correction;
        }
    }
}
