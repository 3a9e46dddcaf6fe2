using System.Net;
using Amazon.Runtime.EventStreams;
using Amazon.Runtime.Internal.Transform;

namespace PhiLens.Sidecar.CloudWatch.Transport;

/// <summary>An HTTP answer that was read to its end, in the form in which the SDK reads answers.</summary>
/// <param name="response">The answer; its content is in memory. The holder disposes it.</param>
internal sealed class HttpAnswer(HttpResponseMessage response) : IWebResponseData, IHttpResponseBody
{
    /// <inheritdoc/>
    public long ContentLength => response.Content.Headers.ContentLength ?? 0;

    /// <inheritdoc/>
    public string? ContentType => response.Content.Headers.ContentType?.MediaType;

    /// <inheritdoc/>
    public HttpStatusCode StatusCode => response.StatusCode;

    /// <inheritdoc/>
    public bool IsSuccessStatusCode => response.IsSuccessStatusCode;

    /// <inheritdoc/>
    public IHttpResponseBody ResponseBody => this;

    /// <inheritdoc/>
    public string[] GetHeaderNames() =>
        [.. response.Headers.Concat(response.Content.Headers).Select(header => header.Key)];

    /// <inheritdoc/>
    public bool IsHeaderPresent(string headerName) => Find(headerName) is not null;

    /// <inheritdoc/>
    public string GetHeaderValue(string headerName) => Find(headerName) ?? string.Empty;

    /// <inheritdoc/>
    public bool IsEventHeaderPresent(string headerName) => false;

    /// <inheritdoc/>
    public IEventStreamHeader? GetEventStreamHeader(string headerName) => null;

    /// <inheritdoc/>
    public Stream OpenResponse() => response.Content.ReadAsStream();

    /// <inheritdoc/>
    public Task<Stream> OpenResponseAsync() => response.Content.ReadAsStreamAsync();

    /// <inheritdoc/>
    public void Dispose() => response.Dispose();

    private string? Find(string name) =>
        response.Headers.TryGetValues(name, out IEnumerable<string>? values)
        || (response.Content.Headers.Contains(name) && response.Content.Headers.TryGetValues(name, out values))
            ? values.FirstOrDefault()
            : null;
}
