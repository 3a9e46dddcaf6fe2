namespace PhiLens.Sidecar.Configuration.Values;

/// <summary>Puts words together as English does.</summary>
internal static class Words
{
    /// <summary>The words with commas, and <c>or</c> before the last.</summary>
    /// <param name="words">One or more words.</param>
    public static string Either(IEnumerable<string> words)
    {
        string[] all = [.. words];
        return all.Length < 2 ? string.Concat(all) : $"{string.Join(", ", all[..^1])} or {all[^1]}";
    }
}
