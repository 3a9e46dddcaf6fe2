namespace PhiLens.Pipeline.Framing.Forward;

/// <summary>What a <see cref="ForwardDecoder"/> came upon.</summary>
internal enum ForwardStep
{
    /// <summary>An entry.</summary>
    Entry,

    /// <summary>The end of a message that carries a chunk's name, behind all of its entries.</summary>
    EndOfChunk,

    /// <summary>A message of metrics or traces, which is skipped.</summary>
    OtherSignal,

    /// <summary>Compressed entries that memory has no room to decompress now.</summary>
    NeedsRoom,

    /// <summary>The end of what was read.</summary>
    NeedsBytes,

    /// <summary>Something that is not the Forward protocol. Nothing comes after it.</summary>
    Malformed,
}
