using PhiLens.Pipeline;
using PhiLens.Pipeline.Records;

namespace PhiLens.Bench.Micro;

/// <summary>A whole core with one lane and a destination that takes everything, fed as a source would.</summary>
internal sealed class LaneFeed : IDisposable
{
    private readonly LogPipeline _pipeline;
    private readonly Lane _lane;

    internal LaneFeed()
    {
        var options = new PipelineOptions { WhenFull = WhenFull.Block };
        var pool = new BlockPool(new MemoryBudget(options.MemoryLimit));
        _pipeline = new LogPipeline(options, pool, new DiscardingSink(), new DeafListener(), TimeProvider.System);
        _lane = _pipeline.OpenLane(MicroWork.Destination);
    }

    /// <summary>Feeds bytes in reads of the buffer's size, at most 64 KiB.</summary>
    internal async ValueTask FeedAsync(ReadOnlyMemory<byte> log)
    {
        while (!log.IsEmpty)
        {
            Memory<byte> buffer = await _lane.GetBufferAsync(CancellationToken.None);
            int count = Math.Min(buffer.Length, log.Length);
            log[..count].CopyTo(buffer);
            log = log[count..];
            await _lane.AdvanceAsync(count, CancellationToken.None);
        }
    }

    public void Dispose()
    {
        _lane.Dispose();
        _pipeline.Dispose();
    }
}
