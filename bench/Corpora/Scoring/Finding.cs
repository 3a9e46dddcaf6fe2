namespace PhiLens.Bench.Corpora.Scoring;

/// <summary>One mistake of a redactor: where and of what kind, for whoever looks for its cause.</summary>
/// <param name="Line">The line's number, from 1.</param>
/// <param name="Shape">The line's template.</param>
/// <param name="Kind">leak, partial leak, false redaction, decoy, rewrite, or broken form.</param>
/// <param name="About">The type, and how it was to be found.</param>
/// <param name="Text">The made-up value that it is about, shortened.</param>
public sealed record Finding(int Line, string Shape, string Kind, string About, string Text);
