namespace PhiLens.Pipeline.Redaction.FieldSets;

/// <summary>Tells what names mean; it remembers, so that asking again is cheap.</summary>
internal interface INameMeanings
{
    /// <summary>What a name says by itself, to the common set.</summary>
    NameMeaning Of(ReadOnlySpan<byte> name);
}
