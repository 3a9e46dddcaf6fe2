using System.Collections.Concurrent;
using System.Text;
using PhiLens.Pipeline.Batching;
using PhiLens.Pipeline.Limiting;
using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline;

/// <summary>
/// The rate that each container may write at. What exceeds it is dropped; once a minute, and when all ends, a summary
/// goes into the stream of each container that lost records, so that nobody reads silence as health.
/// </summary>
internal sealed class RateLimit : IDisposable
{
    private static readonly TimeSpan SummaryInterval = TimeSpan.FromMinutes(1);

    private readonly long _bytesPerSecond;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly ConcurrentDictionary<string, ContainerRate> _containers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<ContainerRate, BatchBuilder> _streams = new();

    /// <summary>Makes a limit.</summary>
    /// <param name="bytesPerSecond">The rate of each container.</param>
    /// <param name="time">The clock.</param>
    internal RateLimit(long bytesPerSecond, TimeProvider time)
    {
        _bytesPerSecond = bytesPerSecond;
        _time = time;
        _timer = time.CreateTimer(
            static limit => ((RateLimit)limit!).Tell(), this, SummaryInterval, SummaryInterval);
    }

    /// <summary>The rate of a container.</summary>
    /// <param name="container">Its name.</param>
    /// <param name="stream">Where its records go, and with them the summary.</param>
    internal ContainerRate Of(string container, BatchBuilder stream)
    {
        ContainerRate rate = _containers.GetOrAdd(
            container, static (name, limit) => new ContainerRate(name, limit._bytesPerSecond, limit._time), this);
        _streams.TryAdd(rate, stream);
        return rate;
    }

    /// <summary>Writes the summaries that are due. The last time when no lane is open any more.</summary>
    internal void Tell()
    {
        foreach ((ContainerRate rate, BatchBuilder stream) in _streams)
        {
            (long Records, long Bytes) dropped = rate.TakeDropped();
            if (dropped.Records > 0 && !stream.TryAppend(Summary(rate, dropped)))
            {
                rate.PutBack(dropped);
            }
        }
    }

    public void Dispose() => _timer.Dispose();

    private LogRecord Summary(ContainerRate rate, (long Records, long Bytes) dropped)
    {
        string text = $"philens: dropped {dropped.Records} records ({dropped.Bytes} bytes) of container "
            + $"{rate.Container} over LIMIT__RATE in the last minute";
        return new LogRecord(Encoding.UTF8.GetBytes(text), _time.GetUtcNow().ToUnixTimeMilliseconds())
        {
            Receipt = OwnEvent.Instance,
        };
    }
}
