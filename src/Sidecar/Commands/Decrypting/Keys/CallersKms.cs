using Amazon.KeyManagementService;
using PhiLens.Pipeline.Sealing.Keys;
using PhiLens.Sidecar.Hardening;
using PhiLens.Sidecar.Kms;

namespace PhiLens.Sidecar.Commands.Decrypting.Keys;

/// <summary>KMS with the caller's own rights, in whichever region a key record's key is.</summary>
/// <param name="settings">Endpoint and region.</param>
/// <param name="trust">Which certificates are trusted.</param>
internal sealed class CallersKms(DecryptSettings settings, TlsTrust trust) : IDisposable
{
    /// <summary>A person waits, and a key that is not had is a key that stays closed.</summary>
    private const int Retries = 5;

    private readonly Dictionary<string, AmazonKeyManagementServiceClient> _clients = new(StringComparer.Ordinal);

    /// <summary>Opens the ciphertext of a record.</summary>
    /// <param name="record">The record.</param>
    /// <exception cref="NoKeyException">The caller may not, or KMS does not answer.</exception>
    public Task<SecretBytes> OpenAsync(KeyRecord record)
    {
        string region = KmsClient.RegionOf(record.MasterKey) ?? settings.CloudWatch.Region;
        if (region.Length == 0)
        {
            throw new NoKeyException("AWS_REGION is not set", needsPerson: true);
        }

        if (!_clients.TryGetValue(region, out AmazonKeyManagementServiceClient? client))
        {
            client = KmsClient.Create(
                settings.Encryption with { KmsKeyId = record.MasterKey }, settings.CloudWatch, trust, Retries);
            _clients[region] = client;
        }

        return new KmsKeyProvider(client, keyId: null, wrappedUnder: record.MasterKey)
            .OpenAsync(record.Blob, record.Context, CancellationToken.None);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (AmazonKeyManagementServiceClient client in _clients.Values)
        {
            client.Dispose();
        }
    }
}
