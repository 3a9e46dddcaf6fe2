using System.Globalization;
using System.Runtime.InteropServices;

namespace PhiLens.Sidecar.Hardening;

/// <summary>
/// Lets go of the pages of the executable and its libraries that only the start needed. The kernel counts every page
/// that was ever touched as resident, and its neighbours too; what is needed again comes back from the page cache.
/// </summary>
internal static partial class CodePages
{
    private const int DontNeed = 4;

    /// <summary>Never fails: without it the process is larger, and nothing else.</summary>
    internal static void ReleaseUnused()
    {
        try
        {
            Release(File.ReadLines("/proc/self/smaps"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or EntryPointNotFoundException)
        {
            // No /proc, or another C library.
        }
    }

    private static void Release(IEnumerable<string> lines)
    {
        (nuint Start, nuint End) mapping = default;
        bool isOfFile = false;
        foreach (string line in lines)
        {
            if (TryReadHead(line, out (nuint Start, nuint End) next, out bool isNextOfFile))
            {
                (mapping, isOfFile) = (next, isNextOfFile);
            }

            // Only what is as the file has it: a page that was changed, if only by the loader, would be lost.
            if (isOfFile && line.StartsWith("Anonymous:", StringComparison.Ordinal)
                && line.AsSpan("Anonymous:".Length).Trim() is "0 kB")
            {
                _ = Advise(mapping.Start, mapping.End - mapping.Start, DontNeed);
            }
        }
    }

    /// <summary>Reads <c>START-END r-xp OFFSET DEVICE INODE PATH</c>.</summary>
    private static bool TryReadHead(string line, out (nuint Start, nuint End) mapping, out bool isOfFile)
    {
        mapping = default;
        isOfFile = false;
        string[] parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string[] range = parts[0].Split('-');
        const NumberStyles hex = NumberStyles.AllowHexSpecifier;
        if (range.Length != 2
            || !nuint.TryParse(range[0], hex, CultureInfo.InvariantCulture, out mapping.Start)
            || !nuint.TryParse(range[1], hex, CultureInfo.InvariantCulture, out mapping.End))
        {
            return false;
        }

        isOfFile = parts.Length > 5 && parts[5].StartsWith('/') && parts[1] is "r-xp" or "r--p";
        return true;
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nuint start, nuint length, int advice);
}
