namespace PhiLens.Pipeline.Redaction;

/// <summary>What one rule did to a record. It tells where, and never what stood there.</summary>
/// <param name="Label">The rule's label.</param>
/// <param name="Action">What was done.</param>
/// <param name="Start">The first byte, counted from 0.</param>
/// <param name="End">Behind the last byte.</param>
public readonly record struct RedactionFinding(string Label, RedactionAction Action, int Start, int End);
