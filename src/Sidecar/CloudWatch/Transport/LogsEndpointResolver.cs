using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace PhiLens.Sidecar.CloudWatch.Transport;

/// <summary>Puts the endpoint of <see cref="LogsEndpointProvider"/> into a request; it depends on no request.</summary>
internal sealed class LogsEndpointResolver : BaseEndpointResolver
{
    /// <inheritdoc/>
    protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext) => new();
}
