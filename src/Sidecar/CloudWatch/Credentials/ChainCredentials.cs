using Amazon.Runtime;
using Amazon.Runtime.Credentials;

namespace PhiLens.Sidecar.CloudWatch.Credentials;

/// <summary>
/// The credentials of the SDK's own chain (in ECS those of the task role), looked for each time they are needed: the
/// sidecar starts before there are any. The chain keeps what it found.
/// </summary>
/// <param name="config">The settings of the client that asks.</param>
internal sealed class ChainCredentials(IClientConfig config) : AWSCredentials
{
    /// <inheritdoc/>
    public override ImmutableCredentials GetCredentials() =>
        DefaultAWSCredentialsIdentityResolver.GetCredentials(config).GetCredentials();

    /// <inheritdoc/>
    public override async Task<ImmutableCredentials> GetCredentialsAsync()
    {
        AWSCredentials found =
            await DefaultAWSCredentialsIdentityResolver.GetCredentialsAsync(config).ConfigureAwait(false);
        return await found.GetCredentialsAsync().ConfigureAwait(false);
    }
}
