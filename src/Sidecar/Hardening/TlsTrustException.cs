namespace PhiLens.Sidecar.Hardening;

/// <summary>The file of <c>TLS__CAFILE</c> cannot be used.</summary>
/// <param name="message">A sentence for the user that names the setting.</param>
/// <param name="inner">What went wrong, if something was thrown.</param>
internal sealed class TlsTrustException(string message, Exception? inner = null) : Exception(message, inner);
