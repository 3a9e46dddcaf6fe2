namespace PhiLens.Pipeline.Redaction.FieldSets;

/// <summary>What is in each field set.</summary>
internal static class FieldSetEntries
{
    /// <summary>The entries of a set, the stronger first; those of <c>common</c> name kinds of fields.</summary>
    internal static IReadOnlyList<FieldSetEntry> Of(FieldSet set) => set switch
    {
        FieldSet.Common => FieldKinds.Entries,
        _ => [],
    };
}
