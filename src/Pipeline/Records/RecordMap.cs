namespace PhiLens.Pipeline.Records;

/// <summary>Looks into a record, a whole MessagePack map.</summary>
internal static class RecordMap
{
    /// <summary>The value of a key, whole; empty when the key is missing, or what is looked into is no map.</summary>
    internal static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> record, ReadOnlySpan<byte> key)
    {
        var cursor = new MessagePackCursor(record);
        MessagePackStatus status = cursor.Read(out MessagePackHeader map, out _);
        if (status != MessagePackStatus.Complete || map.Kind != MessagePackKind.Map)
        {
            return default;
        }

        for (long left = map.Count / 2; left > 0; left--)
        {
            _ = cursor.ReadWhole(out ReadOnlySpan<byte> candidate);
            _ = new MessagePackCursor(candidate).Read(out _, out ReadOnlySpan<byte> name);
            _ = cursor.ReadWhole(out ReadOnlySpan<byte> value);
            if (name.SequenceEqual(key))
            {
                return value;
            }
        }

        return default;
    }

    /// <summary>
    /// The text at a path; not found when a key is missing, or what stands there is not text.
    /// </summary>
    /// <param name="record">The record.</param>
    /// <param name="path">The keys from the outermost map inwards.</param>
    /// <param name="text">The text.</param>
    internal static bool TryFindText(ReadOnlySpan<byte> record, byte[][] path, out ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> value = record;
        foreach (byte[] key in path)
        {
            value = Find(value, key);
        }

        text = default;
        return !value.IsEmpty && TryReadText(value, out text);
    }

    /// <summary>The bytes of a value that is text.</summary>
    /// <param name="value">The value, whole.</param>
    /// <param name="text">The text.</param>
    internal static bool TryReadText(ReadOnlySpan<byte> value, out ReadOnlySpan<byte> text)
    {
        MessagePackStatus status = new MessagePackCursor(value).Read(out MessagePackHeader header, out text);
        bool isText = status == MessagePackStatus.Complete && header.IsText;
        text = isText ? text : default;
        return isText;
    }
}
