using System.Globalization;
using System.Runtime.InteropServices;

namespace PhiLens.Sidecar.Hardening;

/// <summary>
/// Lets go of the code that only the start needed. The kernel maps 64 KiB around each page of a program that is
/// touched, so nearly all of it counts as resident, although most of it ran once or never. The pages stay in the
/// system's cache, and what is needed again comes back page by page without a read from the disk.
/// </summary>
internal static partial class MappedCode
{
    private const string OwnMap = "/proc/self/maps";
    private const int Random = 1;
    private const int NotNeeded = 4;

    /// <summary>Called once, when the start is over. Where it cannot be done, all stays as it is.</summary>
    internal static void LetGoOfTheStart()
    {
        try
        {
            foreach (string line in File.ReadLines(OwnMap))
            {
                // Only code: other parts of a file may hold what was written to them in memory.
                string[] parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (parts is [{ } range, "r-xp", _, _, _, ['/', ..]])
                {
                    LetGo(range.Split('-'));
                }
            }
        }
        catch (IOException)
        {
            // Without /proc the pages stay resident.
        }
    }

    private static void LetGo(string[] range)
    {
        nint start = nint.Parse(range[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        nint end = nint.Parse(range[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        _ = Advise(start, (nuint)(end - start), Random);
        _ = Advise(start, (nuint)(end - start), NotNeeded);
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nint start, nuint length, int advice);
}
