namespace PhiLens.Pipeline.Records;

/// <summary>Numbers the batches of all streams in the order in which they were begun.</summary>
public sealed class BatchSequence
{
    private long _last;

    /// <summary>The next number, greater than every one before.</summary>
    public long Next() => Interlocked.Increment(ref _last);
}
