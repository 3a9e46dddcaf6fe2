namespace PhiLens.Pipeline.Redaction.Policies.Reading;

/// <summary>A value of the document, with its place.</summary>
/// <param name="kind">What it is.</param>
/// <param name="at">Where it begins, in bytes.</param>
internal sealed class DocumentNode(NodeKind kind, int at)
{
    internal NodeKind Kind { get; } = kind;

    internal int At { get; } = at;

    /// <summary>What a text holds.</summary>
    internal string Text { get; init; } = "";

    /// <summary>What a number is; null when it is not a whole number of 32 bits.</summary>
    internal int? Number { get; init; }

    /// <summary>The fields of an object, each with the place of its name.</summary>
    internal List<(string Name, int At, DocumentNode Value)> Members { get; } = [];

    /// <summary>The elements of an array.</summary>
    internal List<DocumentNode> Items { get; } = [];
}
