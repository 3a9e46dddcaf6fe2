using PhiLens.Bench.Corpora.Marking;

namespace PhiLens.Bench.Corpora.Kinds;

/// <summary>One line of a log, and what is known about it.</summary>
/// <param name="Text">The line with its marks.</param>
/// <param name="Shape">The name of its template, so that a miss can be found again.</param>
/// <param name="Form">What it must still be after redaction.</param>
public sealed record CorpusRecord(Marked Text, string Shape, RecordForm Form);
