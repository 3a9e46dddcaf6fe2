using Amazon;
using Amazon.Runtime;
using Amazon.RuntimeDependencies;
using Amazon.SecurityToken;
using PhiLens.Sidecar.CloudWatch.Http;
using PhiLens.Sidecar.Configuration;
using PhiLens.Sidecar.Hardening;
using ActionContext = Amazon.RuntimeDependencies.SecurityTokenServiceClientContext.ActionContext;

namespace PhiLens.Sidecar.CloudWatch.Credentials;

/// <summary>
/// The Security Token Service, for <c>CLOUDWATCH__ROLEARN</c> and for the steps of the SDK's chain that need it. A
/// native executable has no reflection by which the SDK's core could find it, so it is registered by hand.
/// </summary>
internal static class SecurityTokens
{
    /// <summary>How the role's sessions are called in the account's audit log.</summary>
    private const string SessionName = "philens";

    /// <summary>Registers the service, at its endpoint in the region of the logs.</summary>
    /// <param name="options">The region.</param>
    /// <param name="trust">Which certificates are trusted.</param>
    public static void Register(CloudWatchOptions options, TlsTrust trust) =>
        GlobalRuntimeDependencyRegistry.Instance.RegisterSecurityTokenServiceClient(
            context => CreateClient(context.SecurityTokenServiceClientContextData.Action, options, trust));

    /// <summary>The credentials of a role, taken over with those of the chain and renewed before they end.</summary>
    /// <param name="roleArn">The role's ARN.</param>
    /// <param name="config">The settings of the client that asks.</param>
    public static AWSCredentials AssumeRole(string roleArn, IClientConfig config) =>
        new AssumeRoleAWSCredentials(new ChainCredentials(config), roleArn, SessionName);

    private static AmazonSecurityTokenServiceClient CreateClient(
        ActionContext action, CloudWatchOptions options, TlsTrust trust)
    {
        var config = new AmazonSecurityTokenServiceConfig
        {
            RegionEndpoint = RegionEndpoint.GetBySystemName(options.Region),
            AuthenticationRegion = options.Region,
            UseFIPSEndpoint = options.UseFipsEndpoint,
            UseDualstackEndpoint = options.UseDualStackEndpoint,
            HttpClientFactory = new SecureHttpClients(trust),
            MaxErrorRetry = 1,
            DisableLogging = true,
        };
        return new AmazonSecurityTokenServiceClient(
            action == ActionContext.AssumeRoleAWSCredentials
                ? new ChainCredentials(config)
                : new AnonymousAWSCredentials(),
            config);
    }
}
