namespace PhiLens.Sidecar.Configuration.FireLens.Files;

/// <summary>Reads a file without throwing.</summary>
internal static class FileReading
{
    /// <summary>Reads a file.</summary>
    /// <param name="surroundings">Gives the file.</param>
    /// <param name="path">Its path.</param>
    /// <returns>The text, or null; and whether the file is there but cannot be read.</returns>
    public static (string? Text, bool HasFailed) Read(FireLensSurroundings surroundings, string path)
    {
        try
        {
            return (surroundings.ReadFile(path), false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return (null, true);
        }
    }
}
