using PhiLens.Pipeline.Redaction.FieldSets.Everyday;

namespace PhiLens.Pipeline.Redaction.FieldSets;

/// <summary>The field sets that know fields by names and paths.</summary>
internal static class FieldSetNames
{
    private static readonly EverydayFields Common = new();

    /// <summary>The names of a set; null when its fields have places and no names, as in HL7 v2 and X12.</summary>
    internal static IFieldNames? Of(FieldSet set) => set switch
    {
        FieldSet.Common => Common,
        _ => null,
    };
}
