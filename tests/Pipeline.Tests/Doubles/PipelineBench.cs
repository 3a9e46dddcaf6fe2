using System.Text;
using Microsoft.Extensions.Time.Testing;
using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Tests.Doubles;

/// <summary>A whole pipeline with a scripted sink and virtual time.</summary>
internal sealed class PipelineBench : IDisposable
{
    private static readonly TimeSpan RealDeadline = TimeSpan.FromSeconds(30);

    internal PipelineBench(PipelineOptions? options = null)
    {
        options ??= new PipelineOptions();
        Pool = new BlockPool(new MemoryBudget(options.MemoryLimit));
        Pipeline = new LogPipeline(options, Pool, Sink, Listener, Time);
    }

    internal FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    internal ScriptedSink Sink { get; } = new();

    internal CollectingListener Listener { get; } = new();

    internal BlockPool Pool { get; }

    internal LogPipeline Pipeline { get; }

    internal LedgerSnapshot Ledger => Pipeline.Ledger.Snapshot();

    /// <summary>Feeds text to a lane as its source would, in reads of the buffer's size.</summary>
    internal static async Task FeedAsync(Lane lane, string text, CancellationToken cancellationToken = default)
    {
        ReadOnlyMemory<byte> rest = Encoding.UTF8.GetBytes(text);
        while (!rest.IsEmpty)
        {
            Memory<byte> buffer = await lane.GetBufferAsync(cancellationToken);
            int count = Math.Min(buffer.Length, rest.Length);
            rest[..count].CopyTo(buffer);
            rest = rest[count..];
            await lane.AdvanceAsync(count, cancellationToken);
        }
    }

    /// <summary>Lets virtual time run until something is so. A real deadline ends a test that hangs.</summary>
    internal async Task RunUntilAsync(Func<bool> condition)
    {
        DateTime deadline = DateTime.UtcNow + RealDeadline;
        while (!condition())
        {
            Assert.True(DateTime.UtcNow < deadline, $"not so in time; ledger: {Ledger}");
            Time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }
    }

    /// <summary>Drains while virtual time runs, so that waits between tries pass.</summary>
    internal async Task DrainAsync(CancellationToken timeIsOver = default)
    {
        Task drained = Pipeline.DrainAsync(timeIsOver);
        await RunUntilAsync(() => drained.IsCompleted);
        await drained;
    }

    public void Dispose() => Pipeline.Dispose();
}
