namespace PhiLens.Pipeline.Redaction.Keys;

/// <summary>
/// Finds what the name of a field means, in JSON, XML, logfmt, query strings and text alike. Names are compared without
/// regard to case, hyphens, underscores, blanks and dots.
/// </summary>
internal abstract class KeyTable
{
    /// <summary>What a name means.</summary>
    /// <param name="name">The name's bytes as they stand in the text, without quotes.</param>
    internal abstract KeyMatch Find(ReadOnlySpan<byte> name);

    /// <summary>What a name means, without a copy where it is remembered.</summary>
    /// <param name="name">The name's bytes as they stand in the text, without quotes.</param>
    /// <param name="room">Where the answer stands when it is not.</param>
    internal virtual ref readonly KeyMatch Find(ReadOnlySpan<byte> name, ref KeyMatch room)
    {
        room = Find(name);
        return ref room;
    }

    /// <summary>What is remembered about a name; null when nothing is, which says nothing.</summary>
    /// <param name="name">The name's bytes as they stand in the text, without quotes.</param>
    internal virtual KeyEntry? Recall(ReadOnlySpan<byte> name) => null;

    /// <summary>Whether any rule by path holds in a document.</summary>
    /// <param name="isFhir">Whether the document is FHIR.</param>
    internal virtual bool HasPaths(bool isFhir) => false;

    /// <summary>The rule by path that claims a value.</summary>
    /// <param name="path">The names from the document's root to the value.</param>
    internal abstract int FindPath(in KeyPath path);
}
