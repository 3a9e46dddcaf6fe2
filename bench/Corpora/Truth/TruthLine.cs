using PhiLens.Bench.Corpora.Kinds;

namespace PhiLens.Bench.Corpora.Truth;

/// <summary>What is known about one line of a log.</summary>
/// <param name="Line">Its number, from 1.</param>
/// <param name="Shape">The template that it was made by.</param>
/// <param name="Form">What it must still be after redaction.</param>
/// <param name="Phi">What must go, and with the expectation "optional" what may.</param>
/// <param name="Decoys">What must stay.</param>
public sealed record TruthLine(
    int Line, string Shape, RecordForm Form, IReadOnlyList<TruthSpan> Phi, IReadOnlyList<TruthSpan> Decoys);
