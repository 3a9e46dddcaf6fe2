namespace PhiLens.Sidecar.Routing;

/// <summary>What an input of the agent's file does to the tags of its records.</summary>
/// <param name="Fixed"><c>Tag</c>: the tag instead of the client's, or null.</param>
/// <param name="Prefix"><c>Tag_Prefix</c>: what is put before the tag, or null.</param>
internal sealed record TagRule(string? Fixed, string? Prefix)
{
    /// <summary>Leaves tags as they are.</summary>
    public static TagRule None { get; } = new(null, null);

    /// <summary>The tag by which a record is routed.</summary>
    /// <param name="tag">The tag as the client wrote it.</param>
    public string Apply(string tag) => Prefix + (Fixed ?? tag);
}
