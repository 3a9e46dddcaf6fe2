using System.Runtime.CompilerServices;

namespace PhiLens.Pipeline.Tests.Doubles;

/// <summary>What Docker's own fluentd log driver sent, byte for byte.</summary>
internal static class Recording
{
    internal const int Messages = 516;

    internal static byte[] Bytes { get; } = File.ReadAllBytes(Locate());

    private static string Locate([CallerFilePath] string here = "")
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "PhiLens.slnx")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        Assert.True(folder is not null, $"{Path.GetFileName(here)} found no repository above the tests.");
        return Path.Combine(folder, "tests", "data", "docker-fluentd-driver.bin");
    }
}
