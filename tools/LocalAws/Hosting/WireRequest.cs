using Microsoft.AspNetCore.Http.Features;
using PhiLens.LocalAws.Signing;

namespace PhiLens.LocalAws.Hosting;

/// <summary>Takes from Kestrel the parts of a request that a signature covers, before any decoding.</summary>
internal static class WireRequest
{
    public static SignedRequest From(HttpRequest request, ReadOnlyMemory<byte> body)
    {
        var target = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var question = target.IndexOf('?', StringComparison.Ordinal);
        var path = question < 0 ? target : target[..question];
        var query = question < 0 ? "" : target[(question + 1)..];
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, values) in request.Headers)
        {
            headers[name.ToLowerInvariant()] = string.Join(',', values.AsEnumerable());
        }

        return new SignedRequest(request.Method, path, query, headers, body);
    }
}
