namespace PhiLens.EndToEnd.Tests.Support;

/// <summary>The most memory that a process has had resident, looked at until it has ended.</summary>
internal sealed class ResidentWatch
{
    private const long Mebibyte = 1024 * 1024;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private readonly Task<long> _watching;

    internal ResidentWatch(RunningProcess process) => _watching = WatchAsync(process);

    /// <summary>The most descriptors that were open at once.</summary>
    internal int MostOpen { get; private set; }

    /// <summary>
    /// What the product promises: 25 MiB, one and a half times its memory limit, and 16 KiB for each connection that
    /// is open at once.
    /// </summary>
    internal static long MostFor(int limitMiB, int connections = 0) =>
        (25 * Mebibyte) + (limitMiB * Mebibyte * 3 / 2) + (connections * 16 * 1024L);

    /// <summary>The peak in bytes, once the process has ended.</summary>
    internal Task<long> EndAsync() => _watching;

    private async Task<long> WatchAsync(RunningProcess process)
    {
        long most = 0;
        try
        {
            while (true)
            {
                most = Math.Max(most, process.PeakResident());
                MostOpen = Math.Max(MostOpen, process.OpenDescriptors());
                await Task.Delay(Interval);
            }
        }
        catch (Exception ended) when (ended is IOException or InvalidOperationException or UnauthorizedAccessException)
        {
            // The kernel forgets the figure with the process: what was seen last is the figure.
            return most;
        }
    }
}
