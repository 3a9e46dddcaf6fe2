namespace PhiLens.Sidecar.Health.Watching;

/// <summary>What happened to connections since the start.</summary>
/// <param name="WithoutKey">Clients that did not know the shared key.</param>
/// <param name="WithoutTls">Clients whose TLS handshake failed.</param>
/// <param name="Broken">Connections that ended with an error.</param>
/// <param name="Malformed">Damaged Forward messages.</param>
/// <param name="CutOff">Forward messages of which the client sent a part.</param>
internal readonly record struct SourceCounts(
    long WithoutKey, long WithoutTls, long Broken, long Malformed, long CutOff);
