namespace PhiLens.Sidecar.Configuration.FireLens.Syntax;

/// <summary>A section while its file is being read.</summary>
/// <param name="Name">The name without its brackets.</param>
/// <param name="Place">Where its header stands.</param>
internal sealed record RawSection(string Name, SourcePlace Place)
{
    /// <summary>Its entries in the order of the file.</summary>
    public List<RawEntry> Entries { get; } = [];
}
