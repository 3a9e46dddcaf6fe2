using PhiLens.Sidecar.Configuration.FireLens.Syntax;

namespace PhiLens.Sidecar.Configuration.FireLens;

/// <summary>What reading the agent's file asks of its surroundings; tests bring their own.</summary>
/// <param name="ReadFile">The text of a file, or null when there is none. May throw <see cref="IOException"/>.</param>
/// <param name="ListFolder">The names of the files in a folder; none when it does not exist.</param>
/// <param name="Variable">A variable of the environment, or null.</param>
internal sealed record FireLensSurroundings(
    Func<string, string?> ReadFile,
    Func<string, IReadOnlyList<string>> ListFolder,
    Func<string, string?> Variable)
{
    /// <summary>The surroundings of the running process.</summary>
    public static FireLensSurroundings Current => new(ReadDisk, ListDisk, ReadVariable);

    private static string? ReadDisk(string path)
    {
        FileInfo file = new(path);
        if (!file.Exists)
        {
            return null;
        }

        return file.Length <= ReadingLimits.LongestFile
            ? File.ReadAllText(path)
            : throw new IOException("The file is too long.");
    }

    // As in Fluent Bit: a shell knows HOSTNAME without exporting it.
    private static string? ReadVariable(string name) =>
        Environment.GetEnvironmentVariable(name) ?? (name == "HOSTNAME" ? Environment.MachineName : null);

    private static IReadOnlyList<string> ListDisk(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path))]
        : [];
}
