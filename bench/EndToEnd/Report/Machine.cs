using System.Globalization;
using System.Runtime.InteropServices;

namespace PhiLens.Bench.EndToEnd.Report;

/// <summary>The machine in words that name its kind and not itself.</summary>
internal static class Machine
{
    /// <summary>CPU model and cores, such as <c>Intel Xeon 2.80GHz, 2 cores</c>.</summary>
    internal static string Name { get; } =
        string.Create(CultureInfo.InvariantCulture, $"{CpuModel()}, {Environment.ProcessorCount} cores");

    /// <summary>The name as a part of a file name.</summary>
    internal static string FileName { get; } = string.Join(
        '-', new string(Name.Select(InFileName).ToArray()).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    internal static string Kernel { get; } = RuntimeInformation.OSDescription;

    /// <summary>The load average of the last 15 minutes: what else went on while this was measured.</summary>
    internal static string Load => File.ReadAllText("/proc/loadavg").Split(' ')[2];

    private static char InFileName(char letter) =>
        char.IsAsciiLetterOrDigit(letter) || letter == '.' ? char.ToLowerInvariant(letter) : ' ';

    private static string CpuModel()
    {
        // arm64 kernels give no model name.
        string? line = File.ReadLines("/proc/cpuinfo").FirstOrDefault(
            l => l.StartsWith("model name", StringComparison.Ordinal));
        return line?.Split(':')[1].Replace("(R)", string.Empty, StringComparison.Ordinal).Trim()
            ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
