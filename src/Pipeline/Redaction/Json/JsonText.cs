namespace PhiLens.Pipeline.Redaction.Json;

/// <summary>A string of a document, and what was seen of it on the way to its end.</summary>
/// <param name="Start">Behind the quote that opens it.</param>
/// <param name="End">The quote that closes it.</param>
/// <param name="HasEscapes">Whether a backslash stands in it.</param>
/// <param name="IsTelling">
/// Whether something stands in it without which nothing is found: digits, capitals, escapes and marks.
/// </param>
internal readonly record struct JsonText(int Start, int End, bool HasEscapes, bool IsTelling)
{
    /// <summary>A shorter string without a telling name holds nothing that a detector finds: <c>a@b.co</c>.</summary>
    private const int ShortestFind = 6;

    internal int Length => End - Start;

    /// <summary>Whether it may hold anything that is found without a telling name.</summary>
    internal bool MayHold => IsTelling && Length >= ShortestFind;
}
