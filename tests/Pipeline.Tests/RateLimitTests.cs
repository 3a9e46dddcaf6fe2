using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Tests.Doubles;

namespace PhiLens.Pipeline.Tests;

public sealed class RateLimitTests
{
    private static readonly LogStreamName Loud = new("group", "loud");
    private static readonly LogStreamName Quiet = new("group", "quiet");

    private static readonly PipelineOptions Limited = new() { RateLimit = 1_024 };

    [Fact]
    public async Task What_a_container_writes_over_its_rate_is_dropped_and_others_are_not_touched()
    {
        using var bench = new PipelineBench(Limited);
        using (Lane loud = bench.Pipeline.OpenLane(new RecordOrigin("loud", "stdout"), Loud))
        using (Lane quiet = bench.Pipeline.OpenLane(new RecordOrigin("quiet", "stdout"), Quiet))
        {
            await PipelineBench.FeedAsync(loud, Lines(30, 100));
            await PipelineBench.FeedAsync(quiet, Lines(10, 100));
        }

        await bench.DrainAsync();

        LedgerSnapshot ledger = bench.Ledger;
        Assert.Equal((40, 20, 20), (ledger.Received, ledger.Delivered, ledger.Dropped[DropReason.Rate]));
        Assert.Equal((20, 0), (ledger.DroppedTotal, ledger.Pending));
        Assert.Equal(10, bench.Sink.Accepted.Count(a => a.Destination == Quiet));
        Assert.Equal(
            "philens: dropped 20 records (2000 bytes) of container loud over LIMIT__RATE in the last minute",
            bench.Sink.Accepted.Last(a => a.Destination == Loud).Message);
    }

    [Fact]
    public async Task A_summary_comes_once_a_minute_and_only_when_something_was_dropped()
    {
        using var bench = new PipelineBench(Limited);
        using (Lane lane = bench.Pipeline.OpenLane(new RecordOrigin("loud", "stdout"), Loud))
        {
            await PipelineBench.FeedAsync(lane, Lines(12, 100));
            bench.Time.Advance(TimeSpan.FromSeconds(50));
            Assert.Equal(0, await SummariesAsync(bench));
            bench.Time.Advance(TimeSpan.FromSeconds(10));
            Assert.Equal(1, await SummariesAsync(bench));
            bench.Time.Advance(TimeSpan.FromMinutes(3));
            await PipelineBench.FeedAsync(lane, Lines(11, 100));
        }

        await bench.DrainAsync();

        Assert.Equal(2, await SummariesAsync(bench));
        Assert.Equal((23, 20), (bench.Ledger.Received, bench.Ledger.Delivered));
    }

    [Fact]
    public async Task All_lanes_of_a_container_share_its_rate()
    {
        using var bench = new PipelineBench(Limited);
        using (Lane output = bench.Pipeline.OpenLane(new RecordOrigin("loud", "stdout"), Loud))
        using (Lane errors = bench.Pipeline.OpenLane(new RecordOrigin("loud", "stderr"), Quiet))
        {
            await PipelineBench.FeedAsync(output, Lines(6, 100));
            await PipelineBench.FeedAsync(errors, Lines(6, 100));
        }

        await bench.DrainAsync();

        Assert.Equal((12, 10), (bench.Ledger.Received, bench.Ledger.Delivered));
    }

    [Fact]
    public async Task A_line_without_an_end_does_not_pass_and_counts_as_one_record()
    {
        using var bench = new PipelineBench(Limited with { MaxRecordSize = 1_024 });
        using (Lane lane = bench.Pipeline.OpenLane(new RecordOrigin("loud", "stdout"), Loud))
        {
            await PipelineBench.FeedAsync(lane, new string('x', 100_000) + "\n");
        }

        await bench.DrainAsync();

        LedgerSnapshot ledger = bench.Ledger;
        Assert.Equal((1, 0, 1), (ledger.Received, ledger.Delivered, ledger.Dropped[DropReason.Rate]));
        Assert.Equal(1_024, bench.Sink.Messages.Where(m => m[0] == 'x').Sum(m => m.Length));
        Assert.Equal(0, bench.Pool.RentedCount);
    }

    [Fact]
    public async Task What_waits_for_room_is_held_against_the_rate_once()
    {
        using var bench = new PipelineBench(
            new PipelineOptions
            {
                RateLimit = 10_000_000,
                MemoryLimit = PipelineOptions.SmallestMemoryLimit,
                WhenFull = WhenFull.Block,
            });
        Task feeding = FeedAsync();
        await bench.RunUntilAsync(() => feeding.IsCompleted);
        await feeding;
        await bench.DrainAsync();

        Assert.Equal((9_000, 9_000), (bench.Ledger.Received, bench.Ledger.Delivered));

        async Task FeedAsync()
        {
            using Lane lane = bench.Pipeline.OpenLane(new RecordOrigin("loud", "stdout"), Loud);
            await PipelineBench.FeedAsync(lane, Lines(9_000, 1_000));
        }
    }

    private static string Lines(int count, int length) =>
        string.Concat(Enumerable.Repeat(new string('x', length) + "\n", count));

    private static async Task<int> SummariesAsync(PipelineBench bench)
    {
        // The batch that holds it is due within the batch age, and is then on its way to the sink.
        bench.Time.Advance(TimeSpan.FromSeconds(2));
        await bench.RunUntilAsync(() => bench.Pool.RentedCount <= 1);
        return bench.Sink.Messages.Count(m => m.StartsWith("philens: ", StringComparison.Ordinal));
    }
}
