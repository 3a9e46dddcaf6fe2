using System.Threading.Channels;
using PhiLens.Pipeline.Batching;
using PhiLens.Pipeline.Records;

namespace PhiLens.Sidecar.Tests.CloudWatch;

/// <summary>Values that do not matter.</summary>
internal static class Some
{
    public static LogStreamName Name { get; } = new("group/one", "stream-one");

    public static BlockPool Pool() => new(new MemoryBudget(64 * 1024 * 1024));

    /// <summary>A real batch of the pipeline: as many events as asked for, of as many bytes.</summary>
    public static EventBatch Batch(BlockPool pool, int events = 3, int bytes = 100, LogStreamName? name = null)
    {
        var output = Channel.CreateUnbounded<EventBatch>();
        using (var builder = new BatchBuilder(
            name ?? Name, pool, BatchLimits.CloudWatchLogs, TimeProvider.System, new BatchSequence(), output.Writer))
        {
            for (int i = 0; i < events; i++)
            {
                byte[] message = new byte[bytes];
                new Random(i).NextBytes(message);
                for (int b = 0; b < bytes; b++)
                {
                    message[b] = (byte)('a' + (message[b] % 26));
                }

                Assert.True(builder.TryAppend(new LogRecord(message, 1_700_000_000_000 + i)));
            }
        }

        Assert.True(output.Reader.TryRead(out EventBatch? batch));
        return batch;
    }

    public static byte[] Bytes(this EventBatch batch) => [.. batch.Segments.SelectMany(segment => segment.ToArray())];
}
