using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Shaping;

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
}
