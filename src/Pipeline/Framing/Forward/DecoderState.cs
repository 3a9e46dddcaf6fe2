namespace PhiLens.Pipeline.Framing.Forward;

/// <summary>Where a decoder stands.</summary>
internal enum DecoderState
{
    BetweenMessages,
    WithinMessage,
    AtEntry,
    AtEndOfChunk,
    AtOtherSignal,
    Discarding,
    Malformed,
}
