namespace PhiLens.Pipeline.Redaction.FieldSets;

/// <summary>
/// A field's name in lower case and without what parts its words, and where its words begin: <c>homePhone_1</c> is
/// <c>homephone1</c> with words at 0, 4 and 9.
/// </summary>
/// <param name="text">The letters and digits of all words.</param>
/// <param name="starts">Where words begin in it.</param>
internal readonly ref struct SplitName(ReadOnlySpan<char> text, ReadOnlySpan<int> starts)
{
    private readonly ReadOnlySpan<int> _starts = starts;

    /// <summary>All words without a gap: how names are compared.</summary>
    internal ReadOnlySpan<char> Text { get; } = text;

    /// <summary>How many words there are.</summary>
    internal int Words => _starts.Length;

    /// <summary>Where a word begins; behind the last one, the end.</summary>
    internal int StartOf(int word) => word < _starts.Length ? _starts[word] : Text.Length;

    /// <summary>Some words without gaps.</summary>
    /// <param name="first">The first of them.</param>
    /// <param name="behind">Behind the last of them.</param>
    internal ReadOnlySpan<char> Run(int first, int behind) => Text[StartOf(first)..StartOf(behind)];
}
