using System.Globalization;
using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Delivery;
using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Tests.Doubles;

namespace PhiLens.Pipeline.Tests;

/// <summary>One stream floods while the destination stands still; others write a little.</summary>
public sealed class FairSharesTests
{
    private const int FloodLines = 30_000;

    private static readonly LogStreamName Flood = new("group", "flood");

    [Theory]
    [InlineData(WhenFull.DropOldest)]
    [InlineData(WhenFull.DropNewest)]
    public async Task A_flood_in_one_stream_takes_nothing_from_the_others(WhenFull policy)
    {
        using PipelineBench bench = StuckBench(policy, out TaskCompletionSource free);
        Lane[] quiet =
            [.. Enumerable.Range(0, 5).Select(i => bench.Pipeline.OpenLane(new LogStreamName("group", $"q{i}")))];
        using (Lane flood = bench.Pipeline.OpenLane(Flood))
        {
            await PipelineBench.FeedAsync(quiet[0], Lines(0, 10));
            await PipelineBench.FeedAsync(flood, Lines(0, FloodLines));
            for (int i = 0; i < 8; i++)
            {
                foreach (Lane lane in quiet)
                {
                    await PipelineBench.FeedAsync(lane, Lines(1_000 + (i * 10), 10));
                }

                await PipelineBench.FeedAsync(flood, Lines(FloodLines + (i * 100), 100));
            }
        }

        Array.ForEach(quiet, lane => lane.Dispose());
        free.SetResult();
        await bench.DrainAsync();

        LedgerSnapshot ledger = bench.Ledger;
        Assert.Equal(410, bench.Sink.Accepted.Count(a => a.Destination != Flood));
        Assert.Equal(ledger.Received - ledger.Delivered, ledger.Dropped[DropReason.Memory]);
        Assert.Equal(0, bench.Pool.RentedCount);
    }

    [Fact]
    public async Task With_block_a_quiet_stream_goes_on_while_the_flood_waits()
    {
        using PipelineBench bench = StuckBench(WhenFull.Block, out TaskCompletionSource free);
        using Lane quiet = bench.Pipeline.OpenLane(new LogStreamName("group", "quiet"));
        Task flooding = FloodAsync();
        await bench.RunUntilAsync(() => bench.Pool.Budget.Used > bench.Pool.Budget.Limit * 3 / 4);

        Task writing = PipelineBench.FeedAsync(quiet, Lines(0, 200));
        await bench.RunUntilAsync(() => writing.IsCompleted);
        Assert.False(flooding.IsCompleted);
        free.SetResult();
        await bench.RunUntilAsync(() => flooding.IsCompleted);
        await flooding;
        quiet.Dispose();
        await bench.DrainAsync();

        Assert.Equal((FloodLines + 200, FloodLines + 200), (bench.Ledger.Received, bench.Ledger.Delivered));

        async Task FloodAsync()
        {
            using Lane flood = bench.Pipeline.OpenLane(Flood);
            await PipelineBench.FeedAsync(flood, Lines(0, FloodLines));
        }
    }

    [Fact]
    public async Task Drop_oldest_takes_the_oldest_of_the_stream_that_floods()
    {
        using PipelineBench bench = StuckBench(WhenFull.DropOldest, out TaskCompletionSource free);
        using (Lane quiet = bench.Pipeline.OpenLane(new LogStreamName("group", "quiet")))
        using (Lane flood = bench.Pipeline.OpenLane(Flood))
        {
            await PipelineBench.FeedAsync(quiet, Lines(0, 10));
            await PipelineBench.FeedAsync(flood, Lines(0, FloodLines));
        }

        free.SetResult();
        await bench.DrainAsync();

        // The batch that was on its way stays, whichever that was; behind it the newest lines follow without a gap.
        List<int> arrived =
            [.. bench.Sink.Accepted.Where(a => a.Destination == Flood).Select(a => NumberOf(a.Message))];
        Assert.InRange(arrived.Zip(arrived.Skip(1)).Count(pair => pair.Second != pair.First + 1), 0, 1);
        Assert.Equal(FloodLines - 1, arrived[^1]);
    }

    [Fact]
    public async Task Who_is_alone_may_hold_all_of_the_memory()
    {
        using PipelineBench bench = StuckBench(WhenFull.DropNewest, out TaskCompletionSource free);
        using (Lane flood = bench.Pipeline.OpenLane(Flood))
        {
            await PipelineBench.FeedAsync(flood, Lines(0, FloodLines));
            Assert.True(bench.Pool.Budget.Used > bench.Pool.Budget.Limit - (128 * 1024));
        }

        free.SetResult();
        await bench.DrainAsync();
    }

    [Fact]
    public async Task Five_hundred_streams_of_a_few_lines_each_fit_into_a_small_memory()
    {
        using PipelineBench bench = StuckBench(WhenFull.DropNewest, out TaskCompletionSource free, memoryMiB: 8);
        for (int i = 0; i < 500; i++)
        {
            using Lane lane = bench.Pipeline.OpenLane(new LogStreamName("group", $"q{i}"));
            await PipelineBench.FeedAsync(lane, Lines(0, 6));
        }

        free.SetResult();
        await bench.DrainAsync();

        Assert.Equal((3_000, 3_000), (bench.Ledger.Received, bench.Ledger.Delivered));
    }

    private static PipelineBench StuckBench(WhenFull policy, out TaskCompletionSource free, int memoryMiB = 4)
    {
        var bench = new PipelineBench(new PipelineOptions { MemoryLimit = memoryMiB * 1024 * 1024, WhenFull = policy });
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Sink.Script = async (_, _) =>
        {
            await gate.Task;
            return DeliveryResult.Accepted();
        };
        free = gate;
        return bench;
    }

    private static string Lines(int first, int count) => string.Concat(
        Enumerable.Range(first, count).Select(i => $"{i} {new string('x', 500)}\n"));

    private static int NumberOf(string line) =>
        int.Parse(line.AsSpan(0, line.IndexOf(' ', StringComparison.Ordinal)), CultureInfo.InvariantCulture);
}
