namespace PhiLens.Pipeline.Redaction.Keys;

/// <summary>
/// The names from a JSON document's root to the field at hand. Elements of an array have none of their own. A document
/// within a string goes on the path of its field, and begins one of its own.
/// </summary>
/// <param name="text">The document that the last names stand in.</param>
/// <param name="names">Where each of them begins and ends in it, outermost first.</param>
/// <param name="isFhir">Whether the document is a FHIR resource or holds one.</param>
internal readonly ref struct KeyPath(ReadOnlySpan<byte> text, ReadOnlySpan<(int Start, int End)> names, bool isFhir)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private readonly ReadOnlySpan<(int Start, int End)> _names = names;

    internal int Count => _names.Length;

    internal bool IsFhir { get; } = isFhir;

    /// <summary>The name at a depth, 0 for the outermost.</summary>
    internal ReadOnlySpan<byte> this[int depth] => _text[_names[depth].Start.._names[depth].End];
}
