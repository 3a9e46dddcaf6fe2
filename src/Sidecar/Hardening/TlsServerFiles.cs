namespace PhiLens.Sidecar.Hardening;

/// <summary>The PEM files of Forward sources on <c>tls:</c>.</summary>
/// <param name="CertFile"><c>FORWARDCERTFILE</c>: the certificate, then those that lead to its root.</param>
/// <param name="KeyFile"><c>FORWARDKEYFILE</c>: its key, not encrypted.</param>
/// <param name="ClientCaFile">
/// <c>FORWARDCLIENTCAFILE</c>: the roots of clients' certificates; null asks clients for none.
/// </param>
internal sealed record TlsServerFiles(string CertFile, string KeyFile, string? ClientCaFile);
