using System.Collections.Concurrent;

namespace PhiLens.Sidecar.Logging;

/// <summary>Lets the same warning through at most once per interval, and counts what it holds back.</summary>
/// <param name="time">The clock.</param>
internal sealed class RepeatGate(TimeProvider time)
{
    /// <summary>How often the same warning may be written: every 10 s.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    /// <summary>Warnings told apart; beyond it, new ones share one entry, so that memory stays bounded.</summary>
    public const int MostKeys = 1024;

    private static readonly object SharedKey = new();

    private readonly ConcurrentDictionary<object, Entry> _entries = new();

    /// <summary>Whether a warning may be written now.</summary>
    /// <param name="key">What makes it the same warning.</param>
    /// <param name="heldBack">How many were held back since the last that was written.</param>
    public bool TryPass(object key, out long heldBack)
    {
        object known = _entries.ContainsKey(key) || _entries.Count < MostKeys ? key : SharedKey;
        Entry entry = _entries.GetOrAdd(known, static _ => new Entry());
        lock (entry)
        {
            heldBack = entry.HeldBack;
            if (entry.HasPassed && time.GetElapsedTime(entry.LastPass) < Interval)
            {
                entry.HeldBack++;
                return false;
            }

            entry.HasPassed = true;
            entry.LastPass = time.GetTimestamp();
            entry.HeldBack = 0;
            return true;
        }
    }

    private sealed class Entry
    {
        public bool HasPassed { get; set; }

        public long LastPass { get; set; }

        public long HeldBack { get; set; }
    }
}
