using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using PhiLens.Sidecar.CloudWatch.Requests;
using PhiLens.Sidecar.CloudWatch.Transport;
using PhiLens.Sidecar.Hardening;

namespace PhiLens.Sidecar.CloudWatch.Http;

/// <summary>
/// The last handler of the SDK's pipeline: writes one signed request to a connection, once, and reads the answer to
/// its end. It stands in the place of the SDK's own, which wants the body as one array or copies it from a stream,
/// and sends again by itself when a pooled connection was closed (<c>docs/decisions/0002-request-body.md</c>).
/// </summary>
/// <param name="trust">Which certificates are trusted.</param>
internal sealed class HttpTransport(TlsTrust trust) : PipelineHandler, IDisposable
{
    /// <summary>The longest answer that is read. Those that are expected have a few hundred bytes. 64 KiB.</summary>
    private const int MaxAnswerBytes = 64 * 1024;

    private readonly HttpClient _connections = Connections.Create(trust);

    /// <inheritdoc/>
    public override void InvokeSync(IExecutionContext executionContext) =>
        throw new NotSupportedException("Requests are sent asynchronously only.");

    /// <inheritdoc/>
    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        IRequestContext context = executionContext.RequestContext;
        var logs = (LogsRequest)context.OriginalRequest;

        // In this order: who gave up waiting either sees the progress and waits on, or has cancelled before this.
        logs.Progress = RequestProgress.Connecting;
        context.CancellationToken.ThrowIfCancellationRequested();

        using HttpRequestMessage message = Compose(context.Request, logs);
        using HttpResponseMessage response = await _connections.SendAsync(
            message, HttpCompletionOption.ResponseHeadersRead, context.CancellationToken).ConfigureAwait(false);
        await response.Content.LoadIntoBufferAsync(MaxAnswerBytes, context.CancellationToken).ConfigureAwait(false);
        byte[] body =
            await response.Content.ReadAsByteArrayAsync(context.CancellationToken).ConfigureAwait(false);
        var answer = new HttpAnswer(response.StatusCode, response.Headers, response.Content.Headers, body);
        if (!answer.IsSuccessStatusCode)
        {
            ClockCorrection.Learn(response.Headers.Date, DateTimeOffset.UtcNow);

            // The SDK's error handler reads the answer from here, and disposes one that the context has.
            throw new HttpErrorResponseException(answer);
        }

        executionContext.ResponseContext.HttpResponse = answer;
        return null!;
    }

    /// <inheritdoc/>
    public void Dispose() => _connections.Dispose();

    private static HttpRequestMessage Compose(IRequest request, LogsRequest logs)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, AmazonServiceClient.ComposeUrl(request))
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new SegmentedContent(logs),
        };
        message.Headers.TryAddWithoutValidation("User-Agent", LogsClientConfig.ProductToken);
        foreach ((string name, string value) in request.Headers)
        {
            // The content brings its own Content-* headers; the client does not take them here.
            if (!name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase))
            {
                message.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return message;
    }
}
