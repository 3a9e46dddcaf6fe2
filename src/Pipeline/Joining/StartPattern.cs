using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Joining;

/// <summary>A line that an expression matches begins a record; every other line goes on with the one ahead.</summary>
/// <param name="pattern">The expression, looked for in the first 1,024 bytes of each line.</param>
public sealed class StartPattern(TextPattern pattern) : ILineGrouping
{
    /// <inheritdoc/>
    public bool Continues(ReadOnlySpan<byte> record, ReadOnlySpan<byte> line, ref ulong state) =>
        !record.IsEmpty && !pattern.IsMatchAtFirst(line);
}
