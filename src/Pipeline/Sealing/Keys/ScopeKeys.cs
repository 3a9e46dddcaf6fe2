namespace PhiLens.Pipeline.Sealing.Keys;

/// <summary>The data keys of one scope: one in use, the next asked for ahead of time.</summary>
/// <param name="scope">The scope.</param>
/// <param name="provider">Makes them.</param>
/// <param name="age">How old a key becomes.</param>
/// <param name="listener">Hears of them.</param>
/// <param name="time">The clock.</param>
internal sealed class ScopeKeys(
    string scope,
    IKeyProvider provider,
    TimeSpan age,
    ISealingListener listener,
    TimeProvider time) : IDisposable
{
    /// <summary>A key is asked for at this part of the age of the one in use.</summary>
    private const double RenewedAt = 0.75;

    /// <summary>How often it is looked whether the key in use is worn.</summary>
    private static readonly TimeSpan WearLook = TimeSpan.FromSeconds(30);

    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile DataKey? _inUse;
    private long _made;

    /// <summary>Ends when there is a first key.</summary>
    internal Task First => _first.Task;

    /// <summary>The key in use; null when there is none that may be used.</summary>
    internal DataKey? Current =>
        _inUse is { IsSpent: false } key && Age < age * SealingOptions.HardAges ? key : null;

    /// <summary>Whether there is a key, and it is not older than keys become.</summary>
    internal bool IsSound => Current is not null && Age < age;

    private TimeSpan Age => time.GetElapsedTime(Volatile.Read(ref _made));

    /// <summary>Asks for keys until it is cancelled.</summary>
    /// <param name="surroundings">What keys are bound to besides their purpose and scope.</param>
    /// <param name="cancellationToken">Ends it.</param>
    internal async Task RunAsync(
        IReadOnlyDictionary<string, string> surroundings, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, string> context = KeyPurpose.Fields(scope, surroundings);
        while (!cancellationToken.IsCancellationRequested)
        {
            Use(await KeyRetry.UntilThereAsync(
                () => MakeAsync(context, cancellationToken), scope, listener, time, cancellationToken)
                .ConfigureAwait(false));

            // A little earlier or later in each task, so that a fleet that started at once does not ask at once.
            await WaitAsync(age * (RenewedAt - (Random.Shared.NextDouble() / 8)), cancellationToken)
                .ConfigureAwait(false);
        }
    }

    public void Dispose() => _inUse?.Dispose();

    private async Task<DataKey> MakeAsync(
        IReadOnlyDictionary<string, string> context, CancellationToken cancellationToken)
    {
        GeneratedKey generated = await provider.GenerateAsync(context, cancellationToken).ConfigureAwait(false);
        using (generated.Plaintext)
        {
            return new DataKey(generated, context, time.GetUtcNow());
        }
    }

    private void Use(DataKey key)
    {
        DataKey? before = _inUse;
        Volatile.Write(ref _made, time.GetTimestamp());
        _inUse = key;
        before?.Dispose();
        _first.TrySetResult();
        listener.KeyMade(scope, key.Record.KeyId);
    }

    private async Task WaitAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        long begun = time.GetTimestamp();
        while (wait - time.GetElapsedTime(begun) is var left && left > TimeSpan.Zero && _inUse is not { IsWorn: true })
        {
            await Task.Delay(left < WearLook ? left : WearLook, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
