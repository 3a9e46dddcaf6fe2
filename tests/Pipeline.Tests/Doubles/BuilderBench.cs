using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;
using PhiLens.Pipeline.Batching;
using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Tests.Doubles;

/// <summary>A batch builder with everything around it in reach of a test.</summary>
internal sealed class BuilderBench : IDisposable
{
    private readonly Channel<EventBatch> _batches = Channel.CreateBounded<EventBatch>(10_000);

    internal BuilderBench(BatchLimits? limits = null, long memory = 64 * 1024 * 1024)
    {
        Pool = Some.Pool(memory);
        Builder = new BatchBuilder(
            Some.Stream, Pool, limits ?? BatchLimits.CloudWatchLogs, Time, new BatchSequence(), _batches.Writer);
    }

    internal FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    internal BlockPool Pool { get; }

    internal BatchBuilder Builder { get; }

    /// <summary>The batches that were closed since the last call.</summary>
    internal List<EventBatch> Closed()
    {
        List<EventBatch> closed = [];
        while (_batches.Reader.TryRead(out EventBatch? batch))
        {
            closed.Add(batch);
        }

        return closed;
    }

    public void Dispose() => Builder.Dispose();
}
