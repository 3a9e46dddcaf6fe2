using System.Net;
using System.Net.Http.Headers;
using Amazon.Runtime.EventStreams;
using Amazon.Runtime.Internal.Transform;

namespace PhiLens.Sidecar.CloudWatch.Http;

/// <summary>An HTTP answer that was read to its end, in the form in which the SDK reads answers.</summary>
/// <param name="status">The status.</param>
/// <param name="headers">The headers of the answer.</param>
/// <param name="contentHeaders">The headers of its content.</param>
/// <param name="body">The content.</param>
internal sealed class HttpAnswer(
    HttpStatusCode status, HttpResponseHeaders headers, HttpContentHeaders contentHeaders, byte[] body)
    : IWebResponseData
{
    /// <inheritdoc/>
    public long ContentLength => body.Length;

    /// <inheritdoc/>
    public string? ContentType => contentHeaders.ContentType?.MediaType;

    /// <inheritdoc/>
    public HttpStatusCode StatusCode => status;

    /// <inheritdoc/>
    public bool IsSuccessStatusCode => (int)status is >= 200 and < 300;

    /// <inheritdoc/>
    public IHttpResponseBody ResponseBody => new HttpAnswerBody(body);

    /// <inheritdoc/>
    public string[] GetHeaderNames() => [.. headers.Concat(contentHeaders).Select(header => header.Key)];

    /// <inheritdoc/>
    public bool IsHeaderPresent(string headerName) => Find(headerName) is not null;

    /// <inheritdoc/>
    public string GetHeaderValue(string headerName) => Find(headerName) ?? string.Empty;

    /// <inheritdoc/>
    public bool IsEventHeaderPresent(string headerName) => false;

    /// <inheritdoc/>
    public IEventStreamHeader? GetEventStreamHeader(string headerName) => null;

    private string? Find(string name) =>
        headers.NonValidated.TryGetValues(name, out HeaderStringValues values)
        || contentHeaders.NonValidated.TryGetValues(name, out values)
            ? values.ToString()
            : null;
}
