namespace PhiLens.Sidecar.CloudWatch.Http;

/// <summary>The last guard: whatever the settings said, no request leaves without TLS.</summary>
/// <param name="inner">What sends the request.</param>
internal sealed class HttpsOnlyHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.RequestUri?.Scheme == Uri.UriSchemeHttps
            ? base.SendAsync(request, cancellationToken)
            : throw new InvalidOperationException("A request without TLS was refused.");
}
