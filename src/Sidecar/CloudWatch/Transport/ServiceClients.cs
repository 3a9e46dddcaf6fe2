using Amazon;
using Amazon.Runtime;
using PhiLens.Sidecar.CloudWatch.Http;
using PhiLens.Sidecar.Configuration;
using PhiLens.Sidecar.Hardening;

namespace PhiLens.Sidecar.CloudWatch.Transport;

/// <summary>What the SDK's clients of other services have in common: region, connections, no log.</summary>
internal static class ServiceClients
{
    /// <summary>Sets it.</summary>
    /// <typeparam name="T">The service's settings.</typeparam>
    /// <param name="config">The settings, fresh.</param>
    /// <param name="region">The region.</param>
    /// <param name="options">Which endpoints are used.</param>
    /// <param name="trust">Which certificates are trusted.</param>
    /// <param name="retries">How often the SDK asks again by itself.</param>
    /// <returns>The same settings.</returns>
    public static T Set<T>(T config, string region, CloudWatchOptions options, TlsTrust trust, int retries = 1)
        where T : ClientConfig
    {
        config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        config.AuthenticationRegion = region;
        config.UseFIPSEndpoint = options.UseFipsEndpoint;
        config.UseDualstackEndpoint = options.UseDualStackEndpoint;
        config.HttpClientFactory = new SecureHttpClients(trust);
        config.MaxErrorRetry = retries;
        config.DisableLogging = true;
        return config;
    }
}
