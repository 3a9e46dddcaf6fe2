namespace PhiLens.Sidecar.Configuration.FireLens.Syntax;

/// <summary>A section: <c>[NAME]</c> and the entries under it.</summary>
/// <param name="Name">The name without its brackets, as it was written.</param>
/// <param name="Place">Where its header stands.</param>
/// <param name="Entries">Its entries in the order of the file.</param>
internal sealed record ConfigSection(string Name, SourcePlace Place, IReadOnlyList<ConfigEntry> Entries)
{
    /// <summary>The name for messages: <c>[OUTPUT]</c>.</summary>
    public string Title => TitleOf(Name);

    /// <summary>Whether the section has this name, in any case.</summary>
    /// <param name="name">The name.</param>
    public bool Is(string name) => Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>The last entry with a key: a key that is given twice has the last value.</summary>
    /// <param name="key">The key, in any case.</param>
    public ConfigEntry? Find(string key) => Entries.LastOrDefault(e => e.Is(key));

    /// <summary>The name of a section for messages.</summary>
    /// <param name="name">The name without its brackets.</param>
    public static string TitleOf(string name) =>
        $"[{Printable.OneLine(name, ReadingLimits.LongestShownName).ToUpperInvariant()}]";
}
