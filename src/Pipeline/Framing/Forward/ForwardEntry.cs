namespace PhiLens.Pipeline.Framing.Forward;

/// <summary>One entry: views over the decoder's buffers, valid until the decoder is moved on.</summary>
internal readonly ref struct ForwardEntry
{
    /// <summary>The message's tag.</summary>
    internal required ReadOnlySpan<byte> Tag { get; init; }

    /// <summary>The chunk's name that the sender wants acknowledged; empty for none.</summary>
    internal required ReadOnlySpan<byte> Chunk { get; init; }

    /// <summary>Milliseconds since 1970-01-01 UTC.</summary>
    internal long Time { get; init; }

    /// <summary>The record: a MessagePack map, checked to be whole and not too deep.</summary>
    internal ReadOnlySpan<byte> Record { get; init; }
}
