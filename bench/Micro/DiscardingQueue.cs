using System.Threading.Channels;
using PhiLens.Pipeline.Records;

namespace PhiLens.Bench.Micro;

/// <summary>A stream's queue that takes each batch, counts it, and lets go of it on the writer's own thread.</summary>
internal sealed class DiscardingQueue : ChannelWriter<EventBatch>
{
    /// <summary>Batches taken so far.</summary>
    internal int Taken { get; private set; }

    /// <inheritdoc/>
    public override bool TryWrite(EventBatch item)
    {
        Taken++;
        item.Release();
        return true;
    }

    /// <inheritdoc/>
    public override ValueTask<bool> WaitToWriteAsync(CancellationToken cancellationToken = default) => new(true);
}
