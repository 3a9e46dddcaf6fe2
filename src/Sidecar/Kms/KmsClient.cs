using Amazon.KeyManagementService;
using PhiLens.Sidecar.CloudWatch.Credentials;
using PhiLens.Sidecar.CloudWatch.Transport;
using PhiLens.Sidecar.Configuration;
using PhiLens.Sidecar.Configuration.Encryption;
using PhiLens.Sidecar.Hardening;

namespace PhiLens.Sidecar.Kms;

/// <summary>Makes the client of KMS: the SDK's own, over the same connections as everything else.</summary>
internal static class KmsClient
{
    /// <summary>Makes a client. Nothing is sent, and credentials are looked for with the first request.</summary>
    /// <param name="encryption">The key, whose ARN may name another region, and the endpoint.</param>
    /// <param name="cloudWatch">The region of the logs.</param>
    /// <param name="trust">Which certificates are trusted.</param>
    /// <param name="retries">How often the SDK asks again by itself.</param>
    public static AmazonKeyManagementServiceClient Create(
        EncryptionOptions encryption, CloudWatchOptions cloudWatch, TlsTrust trust, int retries = 1)
    {
        string region = RegionOf(encryption.KmsKeyId) ?? cloudWatch.Region;
        AmazonKeyManagementServiceConfig config = ServiceClients.Set(
            new AmazonKeyManagementServiceConfig(), region, cloudWatch, trust, retries);
        if (encryption.Endpoint is { } endpoint)
        {
            config.ServiceURL = endpoint.AbsoluteUri;
        }

        return new AmazonKeyManagementServiceClient(new ChainCredentials(config), config);
    }

    /// <summary>The region that a key's ARN names; null when it is no ARN, or one that names none.</summary>
    /// <param name="key">The key as it was written.</param>
    public static string? RegionOf(string? key) =>
        key?.Split(':') is ["arn", _, "kms", { Length: > 0 } region, ..]
            && region.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
                ? region
                : null;
}
