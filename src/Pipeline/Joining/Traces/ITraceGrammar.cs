namespace PhiLens.Pipeline.Joining.Traces;

/// <summary>
/// How one language writes stack traces, line by line. A grammar looks at the beginning of a line as a rule, so that
/// ordinary lines cost it next to nothing.
/// </summary>
internal interface ITraceGrammar
{
    /// <summary>Whether a line goes on with the record ahead of it. Final: it sees no later line.</summary>
    /// <param name="record">The record as it is joined so far; empty when there is none.</param>
    /// <param name="line">The line.</param>
    /// <param name="state">Where in a trace the record ends, zero for in none; afterwards where the line is.</param>
    bool Continues(ReadOnlySpan<byte> record, ReadOnlySpan<byte> line, ref byte state);
}
