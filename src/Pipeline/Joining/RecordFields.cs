using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Joining;

/// <summary>
/// What is read of every record before it goes on. Docker's fluentd driver writes <c>container_id</c>, <c>source</c>
/// (<c>stdout</c> or <c>stderr</c>) and <c>log</c>; of a line longer than 16 KiB it makes fragments with
/// <c>partial_message</c> <c>true</c>, the same <c>partial_id</c>, <c>partial_ordinal</c> from 1, and
/// <c>partial_last</c>. All values are text.
/// </summary>
internal readonly ref struct RecordFields
{
    internal ReadOnlySpan<byte> ContainerId { get; private init; }

    internal ReadOnlySpan<byte> Source { get; private init; }

    internal ReadOnlySpan<byte> Log { get; private init; }

    /// <summary>Whether there is a <c>log</c> of text, be it empty.</summary>
    internal bool HasLog { get; private init; }

    internal ReadOnlySpan<byte> PartialId { get; private init; }

    internal bool IsFragment { get; private init; }

    internal bool IsLast { get; private init; }

    /// <summary>Reads the fields.</summary>
    /// <param name="record">The record, a whole MessagePack map.</param>
    internal static RecordFields Read(ReadOnlySpan<byte> record)
    {
        ReadOnlySpan<byte> container = default, source = default, log = default, id = default;
        bool isPartial = false, isLast = false, hasLog = false;
        var cursor = new MessagePackCursor(record);
        _ = cursor.Read(out MessagePackHeader map, out _);
        for (long left = map.Count / 2; left > 0; left--)
        {
            _ = cursor.ReadWhole(out ReadOnlySpan<byte> key);
            _ = cursor.ReadWhole(out ReadOnlySpan<byte> value);
            ReadOnlySpan<byte> name = TextOf(key);
            if (name.SequenceEqual("log"u8))
            {
                hasLog = RecordMap.TryReadText(value, out log);
            }
            else if (name.SequenceEqual("source"u8))
            {
                source = TextOf(value);
            }
            else if (name.SequenceEqual("container_id"u8))
            {
                container = TextOf(value);
            }
            else if (name.StartsWith("partial_"u8))
            {
                ReadOnlySpan<byte> text = TextOf(value);
                id = name.SequenceEqual("partial_id"u8) ? text : id;
                isPartial |= name.SequenceEqual("partial_message"u8) && text.SequenceEqual("true"u8);
                isLast |= name.SequenceEqual("partial_last"u8) && text.SequenceEqual("true"u8);
            }
        }

        return new RecordFields
        {
            ContainerId = container,
            Source = source,
            Log = log,
            HasLog = hasLog,
            PartialId = id,
            IsFragment = isPartial && !id.IsEmpty,
            IsLast = isLast,
        };
    }

    private static ReadOnlySpan<byte> TextOf(ReadOnlySpan<byte> value) =>
        RecordMap.TryReadText(value, out ReadOnlySpan<byte> text) ? text : default;
}
