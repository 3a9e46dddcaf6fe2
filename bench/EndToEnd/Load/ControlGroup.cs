using System.Globalization;

namespace PhiLens.Bench.EndToEnd.Load;

/// <summary>
/// A control group of the kernel that bounds what one process may use, as a container's limits do. Needs the rights of
/// root. It is removed with this object, once its process has ended.
/// </summary>
internal sealed class ControlGroup : IDisposable
{
    private const string Root = "/sys/fs/cgroup";
    private const int PeriodMicroseconds = 100_000;

    private readonly string[] _folders;

    private ControlGroup(string[] folders) => _folders = folders;

    /// <summary>Makes a group with limits.</summary>
    /// <exception cref="MeasurementException">The kernel does not let this user.</exception>
    internal static ControlGroup Create(Limits limits)
    {
        string name = $"philens-bench-{Environment.ProcessId}";
        string quota = ((int)(limits.Cores * PeriodMicroseconds)).ToString(CultureInfo.InvariantCulture);
        string memory = limits.MemoryBytes.ToString(CultureInfo.InvariantCulture);
        try
        {
            return File.Exists($"{Root}/cgroup.controllers")
                ? Make([($"{Root}/{name}", "cpu.max", $"{quota} {PeriodMicroseconds}"),
                    ($"{Root}/{name}", "memory.max", memory)])
                : Make([($"{Root}/cpu/{name}", "cpu.cfs_quota_us", quota),
                    ($"{Root}/memory/{name}", "memory.limit_in_bytes", memory)]);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new MeasurementException($"The load test makes control groups, which needs root: {refused.Message}");
        }
    }

    /// <summary>Puts a process under the limits.</summary>
    internal void Add(int process)
    {
        foreach (string folder in _folders)
        {
            File.WriteAllText($"{folder}/cgroup.procs", process.ToString(CultureInfo.InvariantCulture));
        }
    }

    public void Dispose()
    {
        foreach (string folder in _folders)
        {
            Directory.Delete(folder);
        }
    }

    private static ControlGroup Make(IEnumerable<(string Folder, string File, string Value)> limits)
    {
        foreach ((string folder, string file, string value) in limits)
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText($"{folder}/{file}", value);
        }

        return new ControlGroup([.. limits.Select(l => l.Folder).Distinct()]);
    }

    /// <summary>What a process may use.</summary>
    /// <param name="Cores">Parts of cores.</param>
    /// <param name="MemoryBytes">Bytes, beyond which the kernel ends it.</param>
    internal sealed record Limits(double Cores, long MemoryBytes);
}
