using System.Diagnostics.CodeAnalysis;
using Amazon.Runtime;
using Amazon.RuntimeDependencies;
using Amazon.SecurityToken;
using PhiLens.Sidecar.CloudWatch.Transport;
using PhiLens.Sidecar.Configuration;
using PhiLens.Sidecar.Hardening;

namespace PhiLens.Sidecar.CloudWatch.Credentials;

/// <summary>
/// The Security Token Service, for the roles that outputs assume and for the steps of the SDK's chain that need it. A
/// native executable has no reflection by which the SDK's core could find it, so it is registered by hand.
/// </summary>
internal static class SecurityTokens
{
    /// <summary>
    /// Registers the service for the SDK's chain, at its endpoint in the region of the logs. The chain is the whole
    /// process's: with several outputs, the one that registers last serves it.
    /// </summary>
    /// <param name="options">The region.</param>
    /// <param name="trust">Which certificates are trusted.</param>
    public static void Register(CloudWatchOptions options, TlsTrust trust) =>
        GlobalRuntimeDependencyRegistry.Instance.RegisterSecurityTokenServiceClient(
            _ => new AmazonSecurityTokenServiceClient(new AnonymousAWSCredentials(), Config(options, trust)));

    /// <summary>The credentials of a role, taken over with those of the chain.</summary>
    /// <param name="roleArn">The role's ARN.</param>
    /// <param name="options">The region, the external id and the endpoint.</param>
    /// <param name="trust">Which certificates are trusted.</param>
    [SuppressMessage("Reliability", "CA2000", Justification = "The credentials dispose of the client.")]
    public static AWSCredentials AssumeRole(string roleArn, CloudWatchOptions options, TlsTrust trust)
    {
        AmazonSecurityTokenServiceConfig config = Config(options, trust);
        if (options.StsEndpoint is { } endpoint)
        {
            config.ServiceURL = endpoint.AbsoluteUri;
        }

        return new RoleCredentials(
            new AmazonSecurityTokenServiceClient(new ChainCredentials(config), config),
            roleArn,
            options.ExternalId?.Reveal());
    }

    private static AmazonSecurityTokenServiceConfig Config(CloudWatchOptions options, TlsTrust trust) =>
        ServiceClients.Set(new AmazonSecurityTokenServiceConfig(), options.Region, options, trust);
}
