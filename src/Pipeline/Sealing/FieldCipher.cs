using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Sealing.Keys;

namespace PhiLens.Pipeline.Sealing;

/// <summary>
/// Seals values: encrypts them under the data keys of their scopes, and makes pseudonyms under the root key. It keeps
/// its keys itself, and never lets a value through: without a key its caller erases. Safe for several threads.
/// </summary>
public sealed class FieldCipher : IFieldSealer, IAsyncDisposable
{
    private readonly SealingOptions _options;
    private readonly IKeyProvider _provider;
    private readonly ISealingListener _listener;
    private readonly TimeProvider _time;
    private readonly DataKeyRing _ring;
    private readonly CancellationTokenSource _end = new();
    private readonly TaskCompletionSource _rootIsThere = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Pseudonymiser? _pseudonyms;
    private Task _running = Task.CompletedTask;
    private long _erased;

    /// <summary>Puts the parts together. Nothing is asked for yet.</summary>
    /// <param name="options">The scopes, the keys' age and the root key.</param>
    /// <param name="provider">Makes and opens keys.</param>
    /// <param name="listener">Hears of keys.</param>
    /// <param name="time">The clock.</param>
    public FieldCipher(
        SealingOptions options, IKeyProvider provider, ISealingListener listener, TimeProvider time)
    {
        _options = options;
        _provider = provider;
        _listener = listener;
        _time = time;
        _ring = new DataKeyRing(options, provider, listener, time);
    }

    /// <summary>How many values were erased because there was no key for them.</summary>
    public long Erased => Volatile.Read(ref _erased);

    /// <summary>Whether every key that is needed is there, and none is older than it should become.</summary>
    public bool IsSound => _ring.IsSound && (_pseudonyms is not null || _options.RootKey.IsEmpty);

    /// <summary>Grows with each data key that is used for the first time.</summary>
    public long Version => _ring.Version;

    /// <summary>The records of the data keys that tokens name.</summary>
    public IReadOnlyList<KeyRecord> UsedKeys() => _ring.Used();

    /// <summary>Whether further tokens of a record's key may come.</summary>
    /// <param name="record">The record.</param>
    public bool IsInUse(KeyRecord record) => _ring.IsInUse(record);

    /// <summary>Begins to ask for keys.</summary>
    /// <param name="surroundings">
    /// What data keys are bound to besides their purpose and scope, for the reader of an audit trail: the cluster.
    /// </param>
    /// <returns>A task that ends when the first of each is there; while there is none, values are erased.</returns>
    public Task StartAsync(IReadOnlyDictionary<string, string> surroundings)
    {
        _running = Task.WhenAll(_ring.RunAsync(surroundings, _end.Token), FindRootAsync(_end.Token));
        return Task.WhenAll(_ring.First, _options.RootKey.IsEmpty ? Task.CompletedTask : _rootIsThere.Task);
    }

    /// <inheritdoc/>
    public int MaxTokenLength(ReadOnlySpan<byte> type, int valueLength) =>
        TokenFormat.MaxLength(type.Length, valueLength);

    /// <inheritdoc/>
    public bool TryEncrypt(
        ReadOnlySpan<byte> type, int scope, ReadOnlySpan<byte> value, Span<byte> token, out int written)
    {
        // A key that is renewed in this very moment seals nothing more: the next one does.
        for (DataKey? last = null; _ring.Current(scope) is { } key && key != last; last = key)
        {
            written = TokenFormat.WriteEncrypted(token, type, key, value);
            if (written > 0)
            {
                if (!key.IsKnown)
                {
                    _ring.IsUsed(key);
                }

                return true;
            }
        }

        Interlocked.Increment(ref _erased);
        written = 0;
        return false;
    }

    /// <inheritdoc/>
    public bool TryPseudonymise(ReadOnlySpan<byte> type, ReadOnlySpan<byte> value, Span<byte> token, out int written)
    {
        written = _pseudonyms?.Write(type, value, token) ?? 0;
        if (written == 0)
        {
            Interlocked.Increment(ref _erased);
        }

        return written > 0;
    }

    /// <summary>Stops asking for keys and clears those that are there.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ring.Dispose();
        _pseudonyms?.Dispose();
        _end.Dispose();
    }

    private async Task FindRootAsync(CancellationToken cancellationToken)
    {
        if (!_options.RootKey.IsEmpty)
        {
            _pseudonyms = await KeyRetry.UntilThereAsync(
                () => OpenRootAsync(cancellationToken), "pseudonyms", _listener, _time, cancellationToken)
                .ConfigureAwait(false);
            _rootIsThere.TrySetResult();
        }
    }

    private async Task<Pseudonymiser> OpenRootAsync(CancellationToken cancellationToken)
    {
        using SecretBytes root = await _provider.OpenAsync(
            _options.RootKey, KeyPurpose.Pseudonyms, cancellationToken).ConfigureAwait(false);
        return root.Span.Length == Pseudonymiser.RootLength
            ? new Pseudonymiser(root.Span)
            : throw new NoKeyException("the root key must have 32 bytes", needsPerson: true);
    }
}
