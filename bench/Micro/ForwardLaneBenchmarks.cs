using BenchmarkDotNet.Attributes;
using PhiLens.Pipeline;
using PhiLens.Pipeline.Acknowledging;
using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Shaping;

namespace PhiLens.Bench.Micro;

/// <summary>
/// A megabyte of Docker's messages through the whole core: decoded, shaped, escaped, hashed, batched, and accepted by a
/// destination that costs nothing. What it allocates is for the batch that a megabyte fills.
/// </summary>
public class ForwardLaneBenchmarks : IDisposable
{
    private byte[] _messages = [];
    private LogPipeline? _pipeline;
    private ForwardLane? _lane;

    /// <summary>Bytes of a line.</summary>
    [Params(300, 1024)]
    public int Line { get; set; }

    /// <summary>Whether the line alone is sent, as with <c>log_key log</c>, or the whole record as JSON.</summary>
    [Params(true, false)]
    public bool LogKey { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        _messages = ForwardWork.Messages(Line);
        var options = new PipelineOptions { WhenFull = WhenFull.Block };
        var pool = new BlockPool(new MemoryBudget(options.MemoryLimit));
        _pipeline = new LogPipeline(options, pool, new DiscardingSink(), new DeafListener(), TimeProvider.System);
        var route = new ForwardRoute(MicroWork.Destination, LogKey ? "log" : null);
        _lane = _pipeline.OpenForwardLane(new OneRoute(route), new DeafAcks());
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _lane?.Dispose();
        _pipeline?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark]
    public async Task WalkAsync()
    {
        for (ReadOnlyMemory<byte> rest = _messages; !rest.IsEmpty;)
        {
            Memory<byte> buffer = await _lane!.GetBufferAsync(CancellationToken.None);
            int count = Math.Min(buffer.Length, rest.Length);
            rest[..count].CopyTo(buffer);
            rest = rest[count..];
            await _lane.AdvanceAsync(count, CancellationToken.None);
        }
    }

    private sealed class OneRoute(ForwardRoute route) : IForwardRouter
    {
        public ForwardRoute? Route(ReadOnlySpan<byte> tag, ReadOnlySpan<byte> source) => route;
    }

    private sealed class DeafAcks : IAckSink
    {
        public void Acknowledge(ReadOnlySpan<byte> chunk)
        {
            // No message of this work has a chunk.
        }
    }
}
