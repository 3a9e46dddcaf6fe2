using Amazon.Runtime.Internal.Transform;

namespace PhiLens.Sidecar.CloudWatch.Http;

/// <summary>The content of an <see cref="HttpAnswer"/>, which can be opened as often as the SDK likes.</summary>
/// <param name="bytes">The content.</param>
internal sealed class HttpAnswerBody(byte[] bytes) : IHttpResponseBody
{
    /// <inheritdoc/>
    public Stream OpenResponse() => new MemoryStream(bytes, writable: false);

    /// <inheritdoc/>
    public Task<Stream> OpenResponseAsync() => Task.FromResult(OpenResponse());

    /// <inheritdoc/>
    public void Dispose()
    {
        // The bytes are the garbage collector's.
    }
}
