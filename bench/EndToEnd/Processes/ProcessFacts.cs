using System.Globalization;

namespace PhiLens.Bench.EndToEnd.Processes;

/// <summary>What the kernel tells of a process besides its CPU time.</summary>
internal static class ProcessFacts
{
    /// <summary>Clock ticks a second as the kernel shows them (USER_HZ): 100 on x86-64 and arm64.</summary>
    private const double TicksPerSecond = 100;

    /// <summary>The most memory that a process has had resident, in bytes.</summary>
    internal static long PeakResident(int process) => StatusKilobytes(process, "VmHWM:") * 1024;

    /// <summary>The memory that a process has resident now, in bytes.</summary>
    internal static long Resident(int process) => StatusKilobytes(process, "VmRSS:") * 1024;

    /// <summary>Seconds in user and in kernel mode, to a hundredth.</summary>
    internal static (double User, double System) Split(int process)
    {
        // The name in brackets may hold spaces; utime and stime are the fields 14 and 15 of proc(5).
        string stat = File.ReadAllText($"/proc/{process}/stat");
        string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (Ticks(fields[11]), Ticks(fields[12]));

        static double Ticks(string field) => long.Parse(field, CultureInfo.InvariantCulture) / TicksPerSecond;
    }

    /// <summary>How often its threads gave up a core to wait.</summary>
    internal static long VoluntarySwitches(int process) =>
        Directory.GetDirectories($"/proc/{process}/task").Sum(
            task => Number(File.ReadLines(Path.Combine(task, "status")), "voluntary_ctxt_switches:"));

    private static long StatusKilobytes(int process, string name) =>
        Number(File.ReadLines($"/proc/{process}/status"), name);

    private static long Number(IEnumerable<string> lines, string name)
    {
        string line = lines.First(l => l.StartsWith(name, StringComparison.Ordinal));
        string number = line[name.Length..].Replace("kB", string.Empty, StringComparison.Ordinal).Trim();
        return long.Parse(number, CultureInfo.InvariantCulture);
    }
}
