using PhiLens.Pipeline.Redaction.FieldSets.Messages;

namespace PhiLens.Pipeline.Redaction.FieldSets;

/// <summary>What is in each field set.</summary>
internal static class FieldSetEntries
{
    /// <summary>The entries of a set, the stronger first; those of <c>common</c> name kinds of fields.</summary>
    internal static IReadOnlyList<FieldSetEntry> Of(FieldSet set) => set switch
    {
        FieldSet.Common => FieldKinds.Entries,
        FieldSet.FhirR4 => FhirFields.Entries,
        FieldSet.Hl7V2 => Hl7Fields.Entries,
        FieldSet.X12 => X12Fields.Entries,
        FieldSet.Cda => CdaFields.Entries,
        _ => [],
    };
}
