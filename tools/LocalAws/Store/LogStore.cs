using System.Collections.Concurrent;
using PhiLens.LocalAws.Protocol;

namespace PhiLens.LocalAws.Store;

/// <summary>All log groups, in memory only.</summary>
internal sealed class LogStore(TimeProvider clock, bool discards)
{
    private readonly ConcurrentDictionary<string, LogGroup> _groups = new(StringComparer.Ordinal);
    private long _lastSequence;

    /// <summary>Milliseconds since 1970, the service's unit of time.</summary>
    public long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Gives out arrival numbers for so many events; null when events are not kept.</summary>
    public Func<int, long>? Sequences => discards ? null : TakeSequences;

    public LogGroup Require(string name) =>
        _groups.TryGetValue(name, out var group) ? group : throw ServiceException.GroupMissing();

    /// <summary>The groups in the order of their names.</summary>
    public IEnumerable<LogGroup> Groups() => _groups.Values.OrderBy(group => group.Name, StringComparer.Ordinal);

    public void Add(LogGroup group)
    {
        if (!_groups.TryAdd(group.Name, group))
        {
            throw ServiceException.AlreadyExists("log group");
        }
    }

    public void Remove(string name)
    {
        if (!_groups.TryRemove(name, out _))
        {
            throw ServiceException.GroupMissing();
        }
    }

    public void Clear() => _groups.Clear();

    private long TakeSequences(int count) => Interlocked.Add(ref _lastSequence, count) - count + 1;
}
