using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Filtering.Editing;

/// <summary>Reads the fields of a record in their order.</summary>
internal ref struct RecordReader
{
    private MessagePackCursor _cursor;
    private long _left;

    /// <summary>Begins at the first field.</summary>
    /// <param name="record">The record, a whole MessagePack map.</param>
    internal RecordReader(ReadOnlySpan<byte> record)
    {
        _cursor = new MessagePackCursor(record);
        MessagePackStatus status = _cursor.Read(out MessagePackHeader map, out _);
        _left = status == MessagePackStatus.Complete && map.Kind == MessagePackKind.Map ? map.Count / 2 : 0;
    }

    /// <summary>The key's text; empty when it is not text.</summary>
    internal ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>The key, whole.</summary>
    internal ReadOnlySpan<byte> Key { get; private set; }

    /// <summary>The value, whole.</summary>
    internal ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>Goes to the next field; false at the end.</summary>
    internal bool Read()
    {
        if (_left == 0
            || _cursor.ReadWhole(out ReadOnlySpan<byte> key) != MessagePackStatus.Complete
            || _cursor.ReadWhole(out ReadOnlySpan<byte> value) != MessagePackStatus.Complete)
        {
            return false;
        }

        _left--;
        Key = key;
        Value = value;
        _ = RecordMap.TryReadText(key, out ReadOnlySpan<byte> name);
        Name = name;
        return true;
    }
}
