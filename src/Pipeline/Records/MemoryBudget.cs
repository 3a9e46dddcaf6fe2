namespace PhiLens.Pipeline.Records;

/// <summary>
/// The bytes of log data that may be held at once, all buffers together. Every block counts with its whole size from
/// the moment it is rented until it is returned, so the figure is what the process really holds.
/// </summary>
/// <param name="limit">The most bytes that may be held, greater than zero.</param>
public sealed class MemoryBudget(long limit)
{
    private long _used;
    private TaskCompletionSource? _nextRelease;

    /// <summary>The most bytes that may be held.</summary>
    public long Limit { get; } = limit > 0
        ? limit
        : throw new ArgumentOutOfRangeException(nameof(limit), limit, "A memory budget needs at least one byte.");

    /// <summary>The bytes held now. Above <see cref="Limit"/> only by what <see cref="Reserve"/> took.</summary>
    public long Used => Volatile.Read(ref _used);

    /// <summary>Takes bytes if they fit under the limit.</summary>
    /// <param name="bytes">How many, zero or more.</param>
    /// <param name="keptFree">Bytes that must stay free afterwards, zero or more.</param>
    /// <returns>False when they do not fit; nothing is then taken.</returns>
    public bool TryReserve(int bytes, long keptFree = 0)
    {
        long used = Volatile.Read(ref _used);
        while (used + bytes + keptFree <= Limit)
        {
            long seen = Interlocked.CompareExchange(ref _used, used + bytes, used);
            if (seen == used)
            {
                return true;
            }

            used = seen;
        }

        return false;
    }

    /// <summary>
    /// Takes bytes even above the limit. For the few needs that must not fail: the first read buffer of a connection,
    /// putting a batch in order of time, and the compressed copies of batches on their way.
    /// </summary>
    /// <param name="bytes">How many, zero or more.</param>
    public void Reserve(int bytes) => Interlocked.Add(ref _used, bytes);

    /// <summary>Gives bytes back and wakes those who wait for room.</summary>
    /// <param name="bytes">How many; never more than were taken.</param>
    public void Release(int bytes)
    {
        ReleaseQuietly(bytes);
        Interlocked.Exchange(ref _nextRelease, null)?.TrySetResult();
    }

    /// <summary>
    /// Gives back what was taken for an attempt that failed, and wakes nobody: whoever failed would wake itself.
    /// </summary>
    /// <param name="bytes">How many; never more than were taken.</param>
    public void ReleaseQuietly(int bytes) => Interlocked.Add(ref _used, -bytes);

    /// <summary>
    /// A task that completes when bytes are next released. To miss no release: take the task, try again, and only
    /// then await it.
    /// </summary>
    public Task NextReleaseAsync()
    {
        TaskCompletionSource? current = Volatile.Read(ref _nextRelease);
        if (current is not null)
        {
            return current.Task;
        }

        var fresh = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return (Interlocked.CompareExchange(ref _nextRelease, fresh, null) ?? fresh).Task;
    }
}
