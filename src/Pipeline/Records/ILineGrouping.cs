namespace PhiLens.Pipeline.Records;

/// <summary>
/// Says which lines are one record: a stack trace with the line ahead of it, or whatever a user's expression says.
/// Shared by all threads; what it remembers of a record stands in that record's state.
/// </summary>
public interface ILineGrouping
{
    /// <summary>Whether a line goes on with the record ahead of it, rather than begin one.</summary>
    /// <param name="record">The record as it is joined so far; empty when there is none.</param>
    /// <param name="line">The line.</param>
    /// <param name="state">
    /// What is remembered of the record: zero before its first line. Afterwards that of the record which the line is
    /// in.
    /// </param>
    bool Continues(ReadOnlySpan<byte> record, ReadOnlySpan<byte> line, ref ulong state);
}
