using BenchmarkDotNet.Attributes;
using PhiLens.Bench.EndToEnd.Work;

namespace PhiLens.Bench.Micro;

/// <summary>
/// A megabyte of lines through the whole core: framed, escaped, hashed, batched, queued, and accepted by a destination
/// that costs nothing. What it allocates is for the batch that a megabyte fills; see <see cref="LaneAllocation"/>.
/// </summary>
public class LaneBenchmarks : IDisposable
{
    private byte[] _log = [];
    private LaneFeed? _feed;

    /// <summary>Bytes of a line.</summary>
    [Params(200, 300, 1024, 16384)]
    public int Line { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        _log = MicroWork.Lines(LineContent.Text, Line);
        _feed = new LaneFeed();
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _feed?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark]
    public async Task WalkAsync() => await _feed!.FeedAsync(_log);
}
