namespace PhiLens.Pipeline.Limiting;

/// <summary>
/// A rate in bytes per second, with one second's bytes as burst. Not safe for several threads.
/// </summary>
/// <param name="bytesPerSecond">The rate, greater than zero.</param>
/// <param name="time">The clock.</param>
public sealed class TokenBucket(long bytesPerSecond, TimeProvider time)
{
    private double _tokens = bytesPerSecond;
    private long _filled = time.GetTimestamp();

    /// <summary>
    /// Takes bytes, if they are there. What is larger than one second's bytes is let through when the bucket is full,
    /// and what follows pays for it: a rate below the longest line must not stop that line for ever.
    /// </summary>
    /// <param name="bytes">How many, zero or more.</param>
    /// <returns>False when they exceed the rate; nothing is then taken.</returns>
    public bool TryTake(int bytes)
    {
        long now = time.GetTimestamp();
        _tokens = Math.Min(
            bytesPerSecond, _tokens + (time.GetElapsedTime(_filled, now).TotalSeconds * bytesPerSecond));
        _filled = now;
        if (bytes > _tokens && _tokens < bytesPerSecond)
        {
            return false;
        }

        _tokens -= bytes;
        return true;
    }
}
