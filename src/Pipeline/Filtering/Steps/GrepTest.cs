using System.Text;
using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Filtering.Steps;

/// <summary>One test of a <see cref="GrepStep"/>. A field that is missing, or is not text, does not match.</summary>
public sealed class GrepTest
{
    private static readonly byte[] Line = Encoding.UTF8.GetBytes("log");

    private readonly byte[][] _path;
    private readonly TextPattern _pattern;

    /// <summary>Makes a test.</summary>
    /// <param name="path">The field: its keys from the outermost map inwards, at least one.</param>
    /// <param name="pattern">The expression, looked for anywhere in the field.</param>
    /// <param name="isExclude">Whether a match leaves the record out, rather than keeps it.</param>
    public GrepTest(IEnumerable<string> path, TextPattern pattern, bool isExclude)
    {
        _path = [.. path.Select(Encoding.UTF8.GetBytes)];
        _pattern = pattern;
        IsExclude = isExclude;
    }

    /// <summary>Whether a match leaves the record out.</summary>
    public bool IsExclude { get; }

    /// <summary>Looks for the expression.</summary>
    internal RentStatus TryMatch(scoped in RecordView record, ReadBuffers buffers, out bool isMatch)
    {
        isMatch = false;
        ReadOnlySpan<byte> text = record.Line;
        bool isLine = record.IsJoined && _path.Length == 1 && Line.AsSpan().SequenceEqual(_path[0]);
        return isLine || RecordMap.TryFindText(record.Record, _path, out text)
            ? _pattern.TryMatch(text, buffers, out isMatch)
            : RentStatus.Rented;
    }
}
