namespace PhiLens.Pipeline.Redaction;

/// <summary>One claim on a span of the text that is scanned, and what shall stand in its place.</summary>
internal struct Edit
{
    /// <summary><see cref="Text"/> of a claim that puts the rule's own token in place.</summary>
    internal const int RuleToken = -1;

    /// <summary><see cref="Text"/> of a claim that leaves the text as it is.</summary>
    internal const int Unchanged = -2;

    /// <summary><see cref="Text"/> of a claim that takes the span out.</summary>
    internal const int Nothing = -3;

    /// <summary>The first byte.</summary>
    internal int Start;

    /// <summary>Behind the last byte.</summary>
    internal int End;

    /// <summary>The rule's index.</summary>
    internal int Rule;

    /// <summary>Where the new text stands in the pass's replacements, or one of the constants above.</summary>
    internal int Text;

    /// <summary>The new text's length.</summary>
    internal int TextLength;

    /// <summary>
    /// 0 when no quotes are set around the new text; else 1 plus the levels of JSON strings around it, each of which
    /// escapes them once more.
    /// </summary>
    internal int Quotes;
}
