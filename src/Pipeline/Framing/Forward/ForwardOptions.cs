using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Framing.Forward;

/// <summary>
/// The options at the end of a message: absent, nil, or a map. Of its keys only these have a meaning here:
/// <c>chunk</c> (text, the name to acknowledge), <c>compressed</c> (<c>gzip</c>, or <c>text</c> for none),
/// <c>size</c> (how many entries there are), and <c>fluent_signal</c> (0 logs, 1 metrics, 2 traces).
/// </summary>
internal struct ForwardOptions
{
    /// <summary>The longest name of a chunk; the protocol's own are 24 bytes.</summary>
    private const int LongestChunk = 1024;

    /// <summary>The most entries that a client is believed to have packed: a million.</summary>
    private const int LargestSize = 1_000_000;

    /// <summary>Where the chunk's name stands in the options' bytes; the default for none.</summary>
    internal Range Chunk { get; private set; }

    internal bool IsGzip { get; private set; }

    /// <summary>Why compressed entries cannot be read.</summary>
    internal MalformedReason Refusal { get; private set; }

    internal bool IsOtherSignal { get; private set; }

    /// <summary>How many entries the client says there are; zero when it does not say.</summary>
    internal int Size { get; private set; }

    /// <summary>Reads the options.</summary>
    /// <param name="source">The options' value, whole; empty when there are none.</param>
    /// <param name="options">The options.</param>
    /// <returns>False when they are of a wrong kind.</returns>
    internal static bool TryRead(ReadOnlySpan<byte> source, out ForwardOptions options)
    {
        options = default;
        var cursor = new MessagePackCursor(source);
        if (source.IsEmpty)
        {
            return true;
        }

        _ = cursor.Read(out MessagePackHeader map, out _);
        bool holds = map.Kind is MessagePackKind.Map or MessagePackKind.Nil;
        for (long left = map.Count / 2; holds && left > 0; left--)
        {
            _ = cursor.ReadWhole(out ReadOnlySpan<byte> key);
            _ = cursor.ReadWhole(out ReadOnlySpan<byte> value);
            holds = options.TryTake(key, value, cursor.Position);
        }

        return holds;
    }

    private bool TryTake(ReadOnlySpan<byte> key, ReadOnlySpan<byte> whole, int end)
    {
        _ = new MessagePackCursor(key).Read(out _, out ReadOnlySpan<byte> name);
        _ = new MessagePackCursor(whole).Read(out MessagePackHeader value, out ReadOnlySpan<byte> text);
        if (value.Kind == MessagePackKind.Nil)
        {
            return true;
        }

        if (name.SequenceEqual("chunk"u8))
        {
            Chunk = text.IsEmpty ? default : (end - text.Length)..end;
            return value.IsText && text.Length <= LongestChunk;
        }

        if (name.SequenceEqual("compressed"u8))
        {
            IsGzip = text.SequenceEqual("gzip"u8);
            Refusal = IsGzip || text.SequenceEqual("text"u8) ? MalformedReason.None
                : text.SequenceEqual("zstd"u8) ? MalformedReason.Zstandard
                : MalformedReason.UnknownCompression;
            return value.IsText;
        }

        if (name.SequenceEqual("size"u8) && value.Kind == MessagePackKind.NaturalNumber)
        {
            Size = (int)Math.Min(value.Bits, LargestSize);
        }

        if (name.SequenceEqual("fluent_signal"u8))
        {
            IsOtherSignal = value.Bits != 0;
            return value.Kind is MessagePackKind.WholeNumber or MessagePackKind.NaturalNumber;
        }

        return true;
    }
}
