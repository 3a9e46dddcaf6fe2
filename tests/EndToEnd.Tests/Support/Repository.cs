namespace PhiLens.EndToEnd.Tests.Support;

/// <summary>Finds the parts that ./test.sh has built.</summary>
internal static class Repository
{
    internal static string Root { get; } = FindRoot();

    /// <summary>The published native executable.</summary>
    internal static string Philens => Built("artifacts/native/philens", "./test.sh publishes it");

    /// <summary>The stand-in for AWS.</summary>
    internal static string LocalAws =>
        Built("artifacts/bin/PhiLens.LocalAws/release/localaws", "./test.sh builds it");

    /// <summary>The generator and scorer of corpora, as the console logger's program.</summary>
    internal static string Corpora =>
        Built("artifacts/bin/PhiLens.Bench.Corpora/release/philens-corpora.dll", "./test.sh builds it");

    private static string Built(string path, string how)
    {
        string full = Path.Combine(Root, path);
        return File.Exists(full) ? full : throw new FileNotFoundException($"{path} is missing: {how}.");
    }

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "PhiLens.slnx")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new DirectoryNotFoundException("The tests must run from within the repository.");
    }
}
