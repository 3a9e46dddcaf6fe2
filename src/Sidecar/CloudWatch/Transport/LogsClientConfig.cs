using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using PhiLens.Sidecar.Configuration;

namespace PhiLens.Sidecar.CloudWatch.Transport;

/// <summary>The SDK's settings for CloudWatch Logs. Its own retries are off: ours decide, and count them.</summary>
internal sealed class LogsClientConfig : ClientConfig
{
    /// <summary>How the product names itself to the service.</summary>
    public const string ProductToken = "PhiLens/0.1";

    /// <summary>Makes the settings.</summary>
    /// <param name="options">Region and endpoint.</param>
    public LogsClientConfig(CloudWatchOptions options)
        : base(new DefaultConfigurationProvider([new DefaultConfiguration { RetryMode = RequestRetryMode.Standard }]))
    {
        AuthenticationServiceName = "logs";
        AuthenticationRegion = options.Region;
        RegionEndpoint = RegionEndpoint.GetBySystemName(options.Region);
        EndpointProvider = new LogsEndpointProvider(options);
        IgnoreConfiguredEndpointUrls = true;
        MaxErrorRetry = 0;
        MaxStaleConnectionRetries = 0;
        ThrottleRetries = false;
        AllowAutoRedirect = false;
        DisableLogging = true;
        LogResponse = false;
        LogMetrics = false;
    }

    /// <inheritdoc/>
    public override string RegionEndpointServiceName => "logs";

    /// <inheritdoc/>
    public override string ServiceVersion => "2014-03-28";

    /// <inheritdoc/>
    public override string UserAgent => ProductToken;

    /// <inheritdoc/>
    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(new EndpointParameters());
}
