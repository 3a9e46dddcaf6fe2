namespace PhiLens.Pipeline.Limiting;

/// <summary>
/// The rate of one container, over all its lanes, and what exceeded it since that was last told. Safe for several
/// threads.
/// </summary>
/// <param name="container">The container's name.</param>
/// <param name="bytesPerSecond">The rate.</param>
/// <param name="time">The clock.</param>
internal sealed class ContainerRate(string container, long bytesPerSecond, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly TokenBucket _bucket = new(bytesPerSecond, time);
    private long _records;
    private long _bytes;

    internal string Container { get; } = container;

    /// <summary>Whether a piece of a record may go on.</summary>
    /// <param name="bytes">The piece's length.</param>
    internal bool TryTake(int bytes)
    {
        lock (_gate)
        {
            return _bucket.TryTake(bytes);
        }
    }

    /// <summary>A record was dropped.</summary>
    /// <param name="bytes">The length of the piece that exceeded the rate.</param>
    internal void CountDropped(int bytes)
    {
        lock (_gate)
        {
            _records++;
            _bytes += bytes;
        }
    }

    /// <summary>What was dropped since the last call.</summary>
    internal (long Records, long Bytes) TakeDropped()
    {
        lock (_gate)
        {
            (long, long) dropped = (_records, _bytes);
            (_records, _bytes) = (0, 0);
            return dropped;
        }
    }

    /// <summary>The summary could not be written: it is part of the next one.</summary>
    /// <param name="dropped">What <see cref="TakeDropped"/> gave.</param>
    internal void PutBack((long Records, long Bytes) dropped)
    {
        lock (_gate)
        {
            _records += dropped.Records;
            _bytes += dropped.Bytes;
        }
    }
}
