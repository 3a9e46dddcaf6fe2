using System.Net;
using System.Net.Http.Headers;
using PhiLens.Sidecar.CloudWatch.Requests;

namespace PhiLens.Sidecar.CloudWatch.Http;

/// <summary>
/// A request's body, written to the connection straight from the pooled blocks it lies in. It notes how far it came,
/// and refuses to be written twice: whether to send again is for the retry schedule alone to say.
/// </summary>
internal sealed class SegmentedContent : HttpContent
{
    private readonly LogsRequest _request;

    /// <summary>Makes the content of a request.</summary>
    /// <param name="request">The request, whose progress this content notes.</param>
    public SegmentedContent(LogsRequest request)
    {
        _request = request;
        Headers.ContentLength = request.Body.Length;
        Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.1");
        if (request.Gzip)
        {
            Headers.ContentEncoding.Add("gzip");
        }
    }

    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    /// <inheritdoc/>
    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (_request.Progress is not RequestProgress.Connecting)
        {
            throw new HttpRequestException("A request's body is written once.");
        }

        _request.Progress = RequestProgress.Sending;
        IReadOnlyList<ReadOnlyMemory<byte>> segments = _request.Body.Segments;
        for (int i = 0; i < segments.Count; i++)
        {
            if (i == segments.Count - 1)
            {
                // Before, not after: a write that fails may have sent its bytes all the same.
                _request.Progress = RequestProgress.Sent;
            }

            await stream.WriteAsync(segments[i], cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length)
    {
        length = _request.Body.Length;
        return true;
    }
}
