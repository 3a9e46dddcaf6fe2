using System.Text;
using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Shaping;

/// <summary>Names a log stream from the values of a record's fields.</summary>
public sealed class RecordName
{
    private readonly Func<IReadOnlyList<byte[]>, LogStreamName?> _make;

    /// <summary>Makes a name.</summary>
    /// <param name="paths">The fields: each a key of the record, or keys from the outermost map inwards.</param>
    /// <param name="make">
    /// Makes the name of the fields' values, given in the order of the paths: text as it is, anything else and a
    /// missing field empty. Null sends the record to the target's own destination. Called again rarely for the same
    /// values, by any thread. What it returns must be legal as a name.
    /// </param>
    public RecordName(
        IEnumerable<IReadOnlyList<string>> paths, Func<IReadOnlyList<byte[]>, LogStreamName?> make)
    {
        Paths = [.. paths.Select(path => path.Select(Encoding.UTF8.GetBytes).ToArray())];
        _make = make;
    }

    /// <summary>The fields, as UTF-8.</summary>
    internal byte[][][] Paths { get; }

    /// <summary>The value of a field; empty when it is missing or is not text.</summary>
    /// <param name="record">The record, a whole MessagePack map.</param>
    /// <param name="path">The field's keys from the outermost map inwards.</param>
    internal static ReadOnlySpan<byte> ValueOf(ReadOnlySpan<byte> record, byte[][] path)
    {
        _ = RecordMap.TryFindText(record, path, out ReadOnlySpan<byte> text);
        return text;
    }

    /// <summary>The stream of a record; null when its values name none.</summary>
    internal LogStreamName? Make(ReadOnlySpan<byte> record)
    {
        byte[][] values = new byte[Paths.Length][];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = ValueOf(record, Paths[i]).ToArray();
        }

        return _make(values);
    }
}
