using PhiLens.Pipeline.Redaction.FieldSets;
using PhiLens.Pipeline.Redaction.Patterns;

namespace PhiLens.Pipeline.Redaction.Policies;

/// <summary>One rule of a document, read and found sound.</summary>
internal sealed record PolicyRule
{
    /// <summary>Its place in the document's <c>rules</c>, from 1.</summary>
    internal required int Number { get; init; }

    /// <summary>How it selects.</summary>
    internal required Selector Selector { get; init; }

    /// <summary>The names, paths, texts or words that it selects by, as they were written.</summary>
    internal required IReadOnlyList<string> Selected { get; init; }

    /// <summary>The rule's own name; empty when it has none.</summary>
    internal string Name { get; init; } = "";

    /// <summary>What it does; null for each field's own action, or for <c>use</c>.</summary>
    internal RedactionAction? Action { get; init; }

    /// <summary>How many characters a mask keeps.</summary>
    internal int Keep { get; init; }

    /// <summary>The number of the key scope.</summary>
    internal int Scope { get; init; }

    /// <summary>The expression of a pattern rule.</summary>
    internal ValuePattern? Pattern { get; init; }

    /// <summary>The containers that it holds for, as patterns in lower case; empty for all.</summary>
    internal IReadOnlyList<string> Containers { get; init; } = [];

    /// <summary>The streams that it holds for; likewise.</summary>
    internal IReadOnlyList<string> Streams { get; init; } = [];

    /// <summary>Whether it holds for some containers or streams only.</summary>
    internal bool HasScope => Containers.Count + Streams.Count > 0;

    /// <summary>The set of a rule that selects one.</summary>
    internal FieldSet Set => PolicyWords.FieldSets[Selected[0]];
}
