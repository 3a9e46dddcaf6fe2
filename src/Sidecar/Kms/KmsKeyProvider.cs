using Amazon.KeyManagementService;
using Amazon.KeyManagementService.Model;
using Amazon.Runtime;
using PhiLens.Pipeline.Sealing.Keys;

namespace PhiLens.Sidecar.Kms;

/// <summary>Data keys from KMS. The product's own role needs <c>kms:GenerateDataKey</c> only, unless there are
/// pseudonyms, whose root key takes <c>kms:Decrypt</c>.</summary>
/// <param name="kms">The client; stays the caller's.</param>
/// <param name="keyId">The key that data keys are made under; null where none are made.</param>
/// <param name="wrappedUnder">The only key that opens ciphertexts; null for any that the caller may use.</param>
internal sealed class KmsKeyProvider(IAmazonKeyManagementService kms, string? keyId, string? wrappedUnder = null)
    : IKeyProvider
{
    private const string Unreachable = "no answer from KMS";
    private const string BadAnswer = "an answer without a key";

    /// <summary>The length of a data key and of a root key, in bytes.</summary>
    private const int KeyLength = 32;

    /// <summary>How long one request may take, from the search for credentials on: 30 s, as for logs.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    /// <summary>What an answer says when only a person can help.</summary>
    private static readonly string[] NeedPerson =
    [
        "AccessDeniedException", "DisabledException", "IncorrectKeyException", "InvalidCiphertextException",
        "InvalidKeyUsageException", "KMSInvalidStateException", "NotFoundException", "ValidationException",
    ];

    /// <inheritdoc/>
    public async Task<GeneratedKey> GenerateAsync(
        IReadOnlyDictionary<string, string> context, CancellationToken cancellationToken)
    {
        var request = new GenerateDataKeyRequest
        {
            KeyId = keyId,
            KeySpec = DataKeySpec.AES_256,
            EncryptionContext = new Dictionary<string, string>(context),
        };
        GenerateDataKeyResponse answer = await AskAsync(
            () => kms.GenerateDataKeyAsync(request, cancellationToken), cancellationToken).ConfigureAwait(false);
        using (answer.Plaintext)
        {
            return answer is { CiphertextBlob.Length: > 0, KeyId.Length: > 0 }
                ? new GeneratedKey(Take(answer.Plaintext), answer.CiphertextBlob.ToArray(), answer.KeyId)
                : throw new NoKeyException(BadAnswer, needsPerson: false);
        }
    }

    /// <inheritdoc/>
    public async Task<SecretBytes> OpenAsync(
        ReadOnlyMemory<byte> blob, IReadOnlyDictionary<string, string> context, CancellationToken cancellationToken)
    {
        using var ciphertext = new MemoryStream(blob.ToArray());
        var request = new DecryptRequest
        {
            KeyId = wrappedUnder,
            CiphertextBlob = ciphertext,
            EncryptionContext = new Dictionary<string, string>(context),
        };
        DecryptResponse answer = await AskAsync(
            () => kms.DecryptAsync(request, cancellationToken), cancellationToken).ConfigureAwait(false);
        using (answer.Plaintext)
        {
            return Take(answer.Plaintext);
        }
    }

    /// <summary>
    /// Asks once. Whatever fails becomes the name of the failure: the SDK's messages could repeat what was sent.
    /// </summary>
    private static async Task<T> AskAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await ask().WaitAsync(Deadline, cancellationToken).ConfigureAwait(false);
        }
        catch (AmazonServiceException refused) when (refused.ErrorCode is { Length: > 0 } code)
        {
            throw new NoKeyException(code, NeedPerson.Contains(code));
        }
        catch (AmazonClientException)
        {
            throw new NoKeyException(Unreachable, needsPerson: false);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException
            && !cancellationToken.IsCancellationRequested)
        {
            throw new NoKeyException(
                failure is HttpRequestException or OperationCanceledException or TimeoutException
                    ? Unreachable
                    : failure.GetType().Name,
                needsPerson: false);
        }
    }

    /// <summary>Moves a key out of the SDK's stream, and clears the stream.</summary>
    private static SecretBytes Take(MemoryStream? stream)
    {
        if (stream is not { Length: KeyLength })
        {
            throw new NoKeyException(BadAnswer, needsPerson: false);
        }

        byte[] copy = stream.ToArray();
        stream.Position = 0;
        stream.Write(new byte[copy.Length]);
        var taken = SecretBytes.CopyOf(copy);
        System.Security.Cryptography.CryptographicOperations.ZeroMemory(copy);
        return taken;
    }
}
