using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Framing.Forward;

/// <summary>
/// Where the parts of one message stand in its bytes. The format (Forward protocol v1 and v1.5): a connection is a
/// row of MessagePack values, each of them one of
/// <code>
/// [tag, time, record, option?]           Message: one entry
/// [tag, [[time, record], …], option?]    Forward
/// [tag, bytes, option?]                  PackedForward: the bytes, text or binary, are entries behind one another
/// [tag, bytes, {"compressed":"gzip"}]    CompressedPackedForward: the same bytes, in one or more gzip members
/// nil                                    a sign of life
/// </code>
/// Other single values are passed over, as the protocol asks. Times stand at <see cref="EventTime"/>, options at
/// <see cref="ForwardOptions"/>.
/// </summary>
internal readonly record struct ForwardMessage
{
    internal Range Tag { get; private init; }

    internal Range Chunk { get; private init; }

    /// <summary>The entries behind one another; of a Message its time and record.</summary>
    internal Range Entries { get; private init; }

    internal bool IsSingle { get; private init; }

    internal bool IsCompressed { get; private init; }

    /// <summary>How many entries the client says there are; zero when it does not say.</summary>
    internal int Size { get; private init; }

    internal bool IsOtherSignal { get; private init; }

    internal bool HasChunk => !Chunk.Equals(default(Range));

    private static ReadOnlySpan<byte> ZstandardMagic => [0x28, 0xB5, 0x2F, 0xFD];

    /// <summary>Whether a value is one that is passed over: not an array, not a map.</summary>
    internal static bool IsPassedOver(ReadOnlySpan<byte> value)
    {
        _ = MessagePackHeader.Read(value, out MessagePackHeader header);
        return header.Kind is not (MessagePackKind.Array or MessagePackKind.Map);
    }

    /// <summary>Finds the parts of a message.</summary>
    /// <param name="bytes">The message, whole.</param>
    /// <param name="scanned">The scanner that found its end.</param>
    /// <param name="message">The message.</param>
    /// <returns>What is wrong with it.</returns>
    internal static MalformedReason TryRead(
        ReadOnlySpan<byte> bytes, ValueScanner scanned, out ForwardMessage message)
    {
        message = default;
        _ = MessagePackHeader.Read(bytes, out MessagePackHeader array);
        if (array.Kind != MessagePackKind.Array || array.Count is < 2 or > 4)
        {
            return MalformedReason.NotAMessage;
        }

        int second = scanned.Element(1);
        _ = MessagePackHeader.Read(bytes[scanned.Element(0)..], out MessagePackHeader tag);
        _ = MessagePackHeader.Read(bytes[second..], out MessagePackHeader body);
        bool isSingle = body.Kind is not MessagePackKind.Array && !body.IsText;
        int optionAt = isSingle ? 3 : 2;
        if (!tag.IsText || array.Count < optionAt || array.Count > optionAt + 1)
        {
            return MalformedReason.NotAMessage;
        }

        int optionStart = array.Count > optionAt ? scanned.Element(optionAt) : bytes.Length;
        if (!ForwardOptions.TryRead(bytes[optionStart..], out ForwardOptions options))
        {
            return MalformedReason.WrongOption;
        }

        message = new ForwardMessage
        {
            Tag = (second - (int)tag.Length)..second,
            Chunk = Moved(options.Chunk, optionStart),
            Entries = (isSingle ? second : second + body.Size)..optionStart,
            IsSingle = isSingle,
            IsOtherSignal = options.IsOtherSignal,
            Size = options.Size,
            IsCompressed = body.IsText && options.IsGzip,
        };
        if (!body.IsText)
        {
            return MalformedReason.None;
        }

        return bytes[message.Entries].StartsWith(ZstandardMagic) ? MalformedReason.Zstandard : options.Refusal;
    }

    /// <summary>How many entries a half-read message has, as far as its beginning tells: at least one.</summary>
    /// <param name="beginning">What was read of the message.</param>
    internal static long CountEntries(ReadOnlySpan<byte> beginning)
    {
        var cursor = new MessagePackCursor(beginning);
        bool tells = cursor.Read(out MessagePackHeader array, out _) == MessagePackStatus.Complete
            && array.Kind == MessagePackKind.Array
            && cursor.ReadWhole(out _) == MessagePackStatus.Complete
            && cursor.Read(out array, out _) == MessagePackStatus.Complete
            && array.Kind == MessagePackKind.Array;
        return tells ? Math.Max(1, array.Count) : 1;
    }

    private static Range Moved(Range part, int by) =>
        part.Equals(default) ? part : (part.Start.Value + by)..(part.End.Value + by);
}
