using System.Net;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;

namespace PhiLens.Sidecar.Health;

/// <summary>Answers a request for health or metrics, on the server's own features without a framework above.</summary>
/// <param name="readiness">Whether it is ready.</param>
/// <param name="facts">What the metrics say.</param>
internal sealed class HealthPages(Readiness readiness, HealthFacts facts) : IHttpApplication<IFeatureCollection>
{
    private const string PlainText = "text/plain; charset=utf-8";

    /// <inheritdoc/>
    public IFeatureCollection CreateContext(IFeatureCollection contextFeatures) => contextFeatures;

    /// <inheritdoc/>
    public void DisposeContext(IFeatureCollection context, Exception? exception)
    {
        // The features belong to the server, which uses them again.
    }

    /// <inheritdoc/>
    public async Task ProcessRequestAsync(IFeatureCollection context)
    {
        IHttpRequestFeature request = context.GetRequiredFeature<IHttpRequestFeature>();
        IHttpResponseFeature response = context.GetRequiredFeature<IHttpResponseFeature>();
        HealthPage page = Find(request);
        byte[] body = Encoding.UTF8.GetBytes(page.Text);
        response.StatusCode = (int)page.Status;
        response.Headers.ContentType = page.ContentType;
        response.Headers.ContentLength = body.Length;
        response.Headers.CacheControl = "no-store";
        if (page.Status == HttpStatusCode.MethodNotAllowed)
        {
            response.Headers.Allow = "GET, HEAD";
        }

        if (request.Method != "HEAD")
        {
            await context.GetRequiredFeature<IHttpResponseBodyFeature>().Writer.WriteAsync(body)
                .ConfigureAwait(false);
        }
    }

    private HealthPage Find(IHttpRequestFeature request) => request switch
    {
        { Method: not ("GET" or "HEAD") } =>
            new HealthPage(HttpStatusCode.MethodNotAllowed, PlainText, "only GET and HEAD\n"),
        { Path: "/live" } => new HealthPage(HttpStatusCode.OK, PlainText, "live\n"),
        { Path: "/ready" } when readiness.IsReady => new HealthPage(HttpStatusCode.OK, PlainText, "ready\n"),
        { Path: "/ready" } => new HealthPage(HttpStatusCode.ServiceUnavailable, PlainText, "not ready\n"),
        { Path: "/metrics" } => new HealthPage(HttpStatusCode.OK, MetricsText.ContentType, MetricsText.Write(facts)),
        _ => new HealthPage(HttpStatusCode.NotFound, PlainText, "not found\n"),
    };
}
