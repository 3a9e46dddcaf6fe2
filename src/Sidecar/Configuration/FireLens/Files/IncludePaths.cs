using System.IO.Enumeration;

namespace PhiLens.Sidecar.Configuration.FireLens.Files;

/// <summary>Finds the files that an <c>@INCLUDE</c> names.</summary>
internal static class IncludePaths
{
    /// <summary>The path from the including file's folder, with <c>.</c> and <c>..</c> taken out.</summary>
    /// <param name="including">The path of the file that says <c>@INCLUDE</c>.</param>
    /// <param name="path">What it says.</param>
    public static string Resolve(string including, string path)
    {
        string whole = path.StartsWith('/') ? path : $"{FolderOf(including)}/{path}";
        List<string> parts = [];
        foreach (string part in whole.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(p => p != "."))
        {
            if (part != "..")
            {
                parts.Add(part);
            }
            else if (parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
        }

        return (whole.StartsWith('/') ? "/" : "") + string.Join('/', parts);
    }

    /// <summary>Whether the path is a pattern.</summary>
    /// <param name="path">The path.</param>
    public static bool IsPattern(string path) => path.Contains('*', StringComparison.Ordinal);

    /// <summary>The files that a pattern names, in the order of their names; null when a folder has a star.</summary>
    /// <param name="pattern">A path whose last part has stars.</param>
    /// <param name="list">Gives the names of the files in a folder.</param>
    public static IReadOnlyList<string>? Match(string pattern, Func<string, IReadOnlyList<string>> list)
    {
        string folder = FolderOf(pattern);
        if (IsPattern(folder))
        {
            return null;
        }

        string name = pattern[(pattern.LastIndexOf('/') + 1)..];
        return [.. list(folder.Length == 0 ? "/" : folder)
            .Where(file => FileSystemName.MatchesSimpleExpression(name, file, ignoreCase: false))
            .Where(file => name.StartsWith('.') || !file.StartsWith('.'))
            .Order(StringComparer.Ordinal)
            .Select(file => $"{folder}/{file}")];
    }

    private static string FolderOf(string path) => path.LastIndexOf('/') is > 0 and var slash ? path[..slash] : "";
}
