using Amazon.Runtime;
using Amazon.Runtime.Credentials.Internal;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;

namespace PhiLens.Sidecar.CloudWatch.Transport;

/// <summary>Says that requests are signed with Signature Version 4; the SDK finds the credentials and signs.</summary>
internal sealed class SignatureV4Resolver : BaseAuthResolverHandler
{
    /// <inheritdoc/>
    protected override List<IAuthSchemeOption> ResolveAuthOptions(IExecutionContext executionContext) =>
        AuthSchemeOption.DEFAULT_SIGV4;
}
