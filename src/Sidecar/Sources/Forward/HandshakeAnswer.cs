namespace PhiLens.Sidecar.Sources.Forward;

/// <summary>The outcome of a handshake.</summary>
/// <param name="IsAccepted">Whether the client knows the key.</param>
/// <param name="Consumed">How many of the client's bytes belonged to the handshake.</param>
/// <param name="Pong">What to send; after a refusal the connection is closed.</param>
internal readonly record struct HandshakeAnswer(bool IsAccepted, int Consumed, byte[] Pong);
