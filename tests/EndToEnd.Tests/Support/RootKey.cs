using Amazon.KeyManagementService;
using Amazon.KeyManagementService.Model;
using Amazon.Runtime;

namespace PhiLens.EndToEnd.Tests.Support;

/// <summary>Makes root keys for pseudonyms as a user does: as ciphertext, so that nobody ever sees one.</summary>
/// <param name="handler">Trusts the stand-in.</param>
internal sealed class RootKey(HttpMessageHandler handler) : HttpClientFactory
{
    /// <inheritdoc/>
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(handler, disposeHandler: false);

    /// <summary>Makes one.</summary>
    /// <param name="endpoint">The stand-in's address.</param>
    /// <returns>The ciphertext in base64.</returns>
    internal async Task<string> MakeAsync(string endpoint)
    {
        var config = new AmazonKeyManagementServiceConfig
        {
            ServiceURL = endpoint,
            AuthenticationRegion = "eu-central-1",
            HttpClientFactory = this,
        };
        using var kms = new AmazonKeyManagementServiceClient(new BasicAWSCredentials("local", "local"), config);
        GenerateDataKeyWithoutPlaintextResponse key = await kms.GenerateDataKeyWithoutPlaintextAsync(new()
        {
            KeyId = "alias/philens",
            KeySpec = DataKeySpec.AES_256,
            EncryptionContext = new() { ["purpose"] = "philens-pseudonym" },
        });
        return Convert.ToBase64String(key.CiphertextBlob.ToArray());
    }
}
