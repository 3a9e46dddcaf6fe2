using System.Diagnostics;

namespace PhiLens.Repository.Tests.Tree;

/// <summary>The files of the repository as git knows them: tracked, or about to be.</summary>
internal static class TrackedTree
{
    private static readonly Lazy<IReadOnlyList<string>> AllPaths = new(() =>
        [.. Git("ls-files", "--cached", "--others", "--exclude-standard").Distinct().Where(p => File.Exists(Full(p)))]);

    private static readonly Lazy<IReadOnlyList<SourceFile>> AllSources = new(() =>
        [.. Paths.Where(p => p.EndsWith(".cs", StringComparison.Ordinal)).Select(p => SourceFile.Parse(p, Text(p)))]);

    private static readonly Lazy<string> RootFolder = new(FindRoot);

    /// <summary>The repository's root.</summary>
    public static string Root => RootFolder.Value;

    /// <summary>Every file, with slashes, relative to the root.</summary>
    public static IReadOnlyList<string> Paths => AllPaths.Value;

    /// <summary>Every C# file.</summary>
    public static IReadOnlyList<SourceFile> Sources => AllSources.Value;

    /// <summary>Files that are shell scripts.</summary>
    public static IEnumerable<string> Scripts =>
        Paths.Where(p => p.EndsWith(".sh", StringComparison.Ordinal) || p == ".ci/run");

    /// <summary>Files that are text.</summary>
    public static IEnumerable<string> TextFiles => Paths.Where(p => !Text(p).Contains('\0'));

    /// <summary>The C# files below any of some folders.</summary>
    public static IEnumerable<SourceFile> SourcesIn(params string[] folders) =>
        Sources.Where(s => folders.Any(f => s.Path.StartsWith(f + "/", StringComparison.Ordinal)));

    /// <summary>The C# files of the product and its tools: what the rules of size hold for.</summary>
    public static IEnumerable<SourceFile> ProductSources => SourcesIn("src", "tools", "bench");

    public static string Text(string path) => File.ReadAllText(Full(path));

    public static string Full(string path) => Path.Combine(Root, path);

    /// <summary>Whether git has the file as executable; null for one that git does not know yet.</summary>
    public static bool? IsExecutable(string path) =>
        Git("ls-files", "--stage", "--", path) is [string line, ..]
            ? line.StartsWith("100755", StringComparison.Ordinal)
            : null;

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PhiLens.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests do not run within the repository.");
    }

    private static string[] Git(params string[] arguments)
    {
        var start = new ProcessStartInfo("git", ["-C", Root, "-c", "core.quotePath=false", .. arguments])
        {
            RedirectStandardOutput = true,
        };
        using Process git = Process.Start(start)!;
        string output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        Assert.True(git.ExitCode == 0, $"git {arguments[0]} ended with {git.ExitCode}.");
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
