using System.Net;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;

namespace PhiLens.Sidecar.Health;

/// <summary>Answers requests with pages, on the server's own features without a framework above.</summary>
/// <param name="find">Gives the page of a path, or null when there is none.</param>
internal sealed class HttpPages(Func<string, HealthPage?> find) : IHttpApplication<IFeatureCollection>
{
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
        HealthPage page = request.Method is "GET" or "HEAD"
            ? find(request.Path) ?? HealthPage.Plain(HttpStatusCode.NotFound, "not found\n")
            : HealthPage.Plain(HttpStatusCode.MethodNotAllowed, "only GET and HEAD\n");
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
}
