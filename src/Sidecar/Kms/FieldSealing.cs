using Amazon.KeyManagementService;
using PhiLens.Pipeline.Sealing;
using PhiLens.Sidecar.Configuration;
using PhiLens.Sidecar.Ecs;
using PhiLens.Sidecar.Hardening;

namespace PhiLens.Sidecar.Kms;

/// <summary>The sealing of a running sidecar: its keys, where they come from, and their records.</summary>
internal sealed class FieldSealing : IAsyncDisposable
{
    /// <summary>
    /// How long reading waits for the first keys: 5 s. What writers write meanwhile waits in the kernel. Afterwards
    /// values are erased until there are keys.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly AmazonKeyManagementServiceClient _kms;

    /// <summary>Puts it together. Nothing is asked for yet.</summary>
    /// <param name="options">What is sealed, and with what.</param>
    /// <param name="trust">Which certificates are trusted.</param>
    /// <param name="listener">Hears of keys.</param>
    /// <param name="time">The clock.</param>
    internal FieldSealing(SidecarOptions options, TlsTrust trust, ISealingListener listener, TimeProvider time)
    {
        _kms = KmsClient.Create(options.Encryption, options.CloudWatch, trust);
        var sealing = new SealingOptions
        {
            Scopes = options.Encryption.Scopes,
            KeyAge = options.Encryption.KeyAge,
            RootKey = options.Encryption.PseudonymKey,
        };
        Cipher = new FieldCipher(
            sealing, new KmsKeyProvider(_kms, options.Encryption.KmsKeyId), listener, time);
    }

    /// <summary>Seals values.</summary>
    internal FieldCipher Cipher { get; }

    /// <summary>Asks for the first keys and waits for them for a while.</summary>
    /// <param name="task">The task, whose cluster and family data keys are bound to.</param>
    internal Task StartAsync(TaskMetadata task)
    {
        Dictionary<string, string> surroundings = new() { ["cluster"] = task.Cluster, ["family"] = task.Family };
        return Task.WhenAny(Cipher.StartAsync(surroundings), Task.Delay(Patience));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Cipher.DisposeAsync();
        _kms.Dispose();
    }
}
