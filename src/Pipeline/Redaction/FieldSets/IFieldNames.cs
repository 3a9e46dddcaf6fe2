using PhiLens.Pipeline.Redaction.Keys;

namespace PhiLens.Pipeline.Redaction.FieldSets;

/// <summary>A field set that knows its fields by their names and paths, as JSON and XML have them.</summary>
internal interface IFieldNames
{
    /// <summary>Whether the set speaks about this kind of document only: FHIR resources.</summary>
    bool IsForFhirOnly { get; }

    /// <summary>What a name says by itself, wherever it stands.</summary>
    /// <param name="name">The name.</param>
    NameMeaning Find(in SplitName name);

    /// <summary>What a field holds, as its path tells. Asked only when its name says that it ends a path.</summary>
    /// <param name="path">The names on the way to it.</param>
    /// <param name="meanings">Tells what each of the names says by itself.</param>
    /// <returns>The kind; <see cref="FieldKind.Count"/> for none.</returns>
    FieldKind FindPath(in KeyPath path, INameMeanings meanings);
}
