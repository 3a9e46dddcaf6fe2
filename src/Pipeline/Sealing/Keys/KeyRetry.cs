namespace PhiLens.Pipeline.Sealing.Keys;

/// <summary>Asks for a key until there is one: with longer waits each time, and with jitter.</summary>
internal static class KeyRetry
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(1);

    /// <summary>Asks until it is answered or cancelled.</summary>
    /// <typeparam name="T">The key.</typeparam>
    /// <param name="ask">Asks once.</param>
    /// <param name="purpose">What the key is for.</param>
    /// <param name="listener">Hears of each failure.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends it.</param>
    internal static async Task<T> UntilThereAsync<T>(
        Func<Task<T>> ask,
        string purpose,
        ISealingListener listener,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        for (int failures = 1; ; failures++)
        {
            try
            {
                return await ask().ConfigureAwait(false);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                NoKeyException why = NoKeyException.Of(e);
                TimeSpan wait = After(failures, why.NeedsPerson);
                listener.KeyUnavailable(purpose, why.Reason, wait);
                await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>The wait: where only a person can help, 30 s to 1 minute at once.</summary>
    private static TimeSpan After(int failures, bool needsPerson)
    {
        double longest = needsPerson
            ? Most.TotalSeconds
            : Math.Min(Most.TotalSeconds, First.TotalSeconds * Math.Pow(2, Math.Min(failures - 1, 10)));
        return TimeSpan.FromSeconds(longest * (0.5 + (Random.Shared.NextDouble() / 2)));
    }
}
