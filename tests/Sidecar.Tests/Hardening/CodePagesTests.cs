using System.Globalization;
using PhiLens.Sidecar.Hardening;

namespace PhiLens.Sidecar.Tests.Hardening;

public sealed class CodePagesTests
{
    [Fact]
    public void Pages_of_files_are_let_go_and_come_back_when_they_are_needed()
    {
        long before = ResidentOfFiles();
        CodePages.ReleaseUnused();
        long after = ResidentOfFiles();

        Assert.True(after < before * 3 / 4, $"{after} KiB of {before} KiB stayed");
        Assert.Equal("3.5", 3.5.ToString(CultureInfo.InvariantCulture));
    }

    private static long ResidentOfFiles()
    {
        string line = File.ReadLines("/proc/self/status")
            .Single(l => l.StartsWith("RssFile:", StringComparison.Ordinal));
        return long.Parse(line["RssFile:".Length..].Replace("kB", ""), CultureInfo.InvariantCulture);
    }
}
