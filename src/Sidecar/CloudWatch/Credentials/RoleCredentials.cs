using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace PhiLens.Sidecar.CloudWatch.Credentials;

/// <summary>The credentials of a role, taken over when they are first needed and renewed before they end.</summary>
internal sealed class RoleCredentials : RefreshingAWSCredentials
{
    /// <summary>How the role's sessions are called in the account's audit log.</summary>
    private const string SessionName = "philens";

    /// <summary>How long before their end they are renewed: enough for several failed tries.</summary>
    private static readonly TimeSpan RenewedBefore = TimeSpan.FromMinutes(5);

    private readonly AmazonSecurityTokenServiceClient _tokens;
    private readonly string _roleArn;
    private readonly string? _externalId;

    /// <summary>Makes the credentials. Nothing is sent.</summary>
    /// <param name="tokens">Where the role is assumed; these credentials dispose of it.</param>
    /// <param name="roleArn">The role's ARN.</param>
    /// <param name="externalId">The external id that the role's owner asks for, or null.</param>
    public RoleCredentials(AmazonSecurityTokenServiceClient tokens, string roleArn, string? externalId)
    {
        _tokens = tokens;
        _roleArn = roleArn;
        _externalId = externalId;
        PreemptExpiryTime = RenewedBefore;
    }

    /// <inheritdoc/>
    protected override CredentialsRefreshState GenerateNewCredentials() =>
        throw new NotSupportedException("Credentials are renewed asynchronously only.");

    /// <inheritdoc/>
    protected override async Task<CredentialsRefreshState> GenerateNewCredentialsAsync()
    {
        var request = new AssumeRoleRequest
        {
            RoleArn = _roleArn,
            RoleSessionName = SessionName,
            ExternalId = _externalId,
        };
        AssumeRoleResponse answer = await _tokens.AssumeRoleAsync(request).ConfigureAwait(false);
        DateTime end = answer.Credentials.Expiration.GetValueOrDefault(DateTime.MinValue);
        return new CredentialsRefreshState(
            await answer.Credentials.GetCredentialsAsync().ConfigureAwait(false), end);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _tokens.Dispose();
        }

        base.Dispose(disposing);
    }
}
