using PhiLens.Pipeline.Sealing.Keys;

namespace PhiLens.Pipeline.Sealing;

/// <summary>The data keys of all scopes, renewed in the background, and the records of those that were used.</summary>
internal sealed class DataKeyRing : IDisposable
{
    /// <summary>
    /// How long a key's record is kept for streams that have not been told of it: as long as CloudWatch Logs takes
    /// events that are late.
    /// </summary>
    private static readonly TimeSpan RecordsKept = TimeSpan.FromDays(14);

    private readonly ScopeKeys[] _scopes;
    private readonly TimeProvider _time;
    private readonly Lock _using = new();
    private readonly List<KeyRecord> _used = [];
    private long _version;

    internal DataKeyRing(SealingOptions options, IKeyProvider provider, ISealingListener listener, TimeProvider time)
    {
        _time = time;
        _scopes =
        [
            .. options.Scopes.Select(scope => new ScopeKeys(scope, provider, options.KeyAge, listener, time)),
        ];
    }

    /// <summary>Grows with each key that is used for the first time.</summary>
    internal long Version => Volatile.Read(ref _version);

    /// <summary>Whether every scope has a key that is not older than keys become.</summary>
    internal bool IsSound => _scopes.All(s => s.IsSound);

    /// <summary>Ends when every scope has had a key.</summary>
    internal Task First => Task.WhenAll(_scopes.Select(s => s.First));

    /// <summary>The key of a scope; null when none may be used.</summary>
    internal DataKey? Current(int scope) => _scopes[scope].Current;

    /// <summary>Takes note that a key has sealed its first value, before its token is told to anybody.</summary>
    internal void IsUsed(DataKey key)
    {
        lock (_using)
        {
            if (key.IsKnown)
            {
                return;
            }

            _used.RemoveAll(r => _time.GetUtcNow() - r.From > RecordsKept);
            _used.Add(key.Record);
            Volatile.Write(ref _version, _version + 1);
            key.IsKnown = true;
        }
    }

    /// <summary>The records of all keys that have sealed anything.</summary>
    internal IReadOnlyList<KeyRecord> Used()
    {
        lock (_using)
        {
            return [.. _used];
        }
    }

    /// <summary>Whether tokens of a record's key may still come.</summary>
    internal bool IsInUse(KeyRecord record) => _scopes.Any(s => ReferenceEquals(s.Current?.Record, record));

    internal Task RunAsync(IReadOnlyDictionary<string, string> surroundings, CancellationToken cancellationToken) =>
        Task.WhenAll(_scopes.Select(s => s.RunAsync(surroundings, cancellationToken)));

    public void Dispose() => Array.ForEach(_scopes, s => s.Dispose());
}
