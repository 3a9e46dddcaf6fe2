namespace PhiLens.Sidecar.Sources.Forward;

/// <summary>How far a client's answer in the handshake has come.</summary>
internal enum HandshakeStatus
{
    /// <summary>More bytes are needed.</summary>
    NeedsMore,

    /// <summary>The answer is there and was checked.</summary>
    Complete,

    /// <summary>This is no answer in a handshake.</summary>
    Malformed,
}
