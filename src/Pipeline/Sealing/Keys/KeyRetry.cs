namespace PhiLens.Pipeline.Sealing.Keys;

/// <summary>How long to wait before a key is asked for again: longer each time, and with jitter.</summary>
internal static class KeyRetry
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(1);

    /// <summary>The wait.</summary>
    /// <param name="failures">How often it failed, from 1.</param>
    /// <param name="needsPerson">Whether only a person can help: then 30 s to 1 minute at once.</param>
    internal static TimeSpan After(int failures, bool needsPerson)
    {
        double longest = needsPerson
            ? Most.TotalSeconds
            : Math.Min(Most.TotalSeconds, First.TotalSeconds * Math.Pow(2, Math.Min(failures - 1, 10)));
        return TimeSpan.FromSeconds(longest * (0.5 + (Random.Shared.NextDouble() / 2)));
    }
}
