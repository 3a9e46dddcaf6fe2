using System.Text;
using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Delivery;
using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Tests.Doubles;

namespace PhiLens.Pipeline.Tests;

public sealed class LaneTests
{
    private const int OneMiB = 1024 * 1024;

    [Fact]
    public async Task Every_line_arrives_once_and_in_order()
    {
        using var bench = new PipelineBench();
        List<string> lines = Enumerable.Range(0, 50_000).Select(i => $"line {i} {new string('x', i % 300)}").ToList();

        await FeedAndDrainAsync(bench, string.Join('\n', lines));

        Assert.Equal(lines, bench.Sink.Messages);
        Assert.Equal((50_000, 50_000, 0), (bench.Ledger.Received, bench.Ledger.Delivered, bench.Ledger.Pending));
        Assert.Equal(0, bench.Pool.RentedCount);
        Assert.Equal(0, bench.Pool.Budget.Used);
    }

    [Fact]
    public async Task Empty_lines_are_filtered_and_a_lone_carriage_return_is_not_empty()
    {
        using var bench = new PipelineBench();

        await FeedAndDrainAsync(bench, "\n\r\n\na\n");

        Assert.Equal(["\r", "a"], bench.Sink.Messages);
        Assert.Equal((4, 2, 2), (bench.Ledger.Received, bench.Ledger.Delivered, bench.Ledger.Filtered));
    }

    [Theory]
    [InlineData(OneMiB - 26, 1)]
    [InlineData(OneMiB - 25, 2)]
    [InlineData(OneMiB, 2)]
    [InlineData(OneMiB + 1, 3)]
    [InlineData((5 * OneMiB) + 17, 11)]
    public async Task A_long_line_is_one_record_in_as_many_events_as_it_needs(int length, int events)
    {
        using var bench = new PipelineBench();
        string line = new string('a', length - 1) + "z";

        await FeedAndDrainAsync(bench, $"before\n{line}\nafter\n");

        Assert.Equal(events + 2, bench.Sink.Messages.Count);
        Assert.Equal(line, string.Concat(bench.Sink.Messages.Skip(1).SkipLast(1)));
        Assert.Equal((3, 3, 0), (bench.Ledger.Received, bench.Ledger.Delivered, bench.Ledger.Pending));
        Assert.Equal(events > 1 ? ["split"] : [], bench.Listener.Heard);
    }

    [Fact]
    public async Task A_long_line_of_which_a_part_is_refused_is_one_dropped_record()
    {
        using var bench = new PipelineBench();
        bench.Sink.Script = (_, number) => new(number == 2 ? DeliveryResult.Refused() : DeliveryResult.Accepted());

        await FeedAndDrainAsync(bench, new string('a', 3 * OneMiB) + "\n");

        LedgerSnapshot ledger = bench.Ledger;
        Assert.Equal((1, 0, 0), (ledger.Received, ledger.Delivered, ledger.Pending));
        Assert.Equal(1, ledger.Dropped[DropReason.Refused]);
    }

    [Fact]
    public async Task Drop_newest_keeps_what_came_first_and_counts_the_rest()
    {
        using PipelineBench bench = StuckBench(WhenFull.DropNewest, out TaskCompletionSource free);
        await FeedLinesAsync(bench, 20_000);
        free.SetResult();
        await bench.DrainAsync();

        List<int> arrived = Numbers(bench);
        Assert.Equal(Enumerable.Range(0, arrived.Count), arrived);
        AssertBalance(bench, received: 20_000, arrived.Count);
    }

    [Fact]
    public async Task Drop_oldest_keeps_what_came_last_and_counts_the_rest()
    {
        using PipelineBench bench = StuckBench(WhenFull.DropOldest, out TaskCompletionSource free);
        await FeedLinesAsync(bench, 20_000);
        free.SetResult();
        await bench.DrainAsync();

        // The batch that was on its way stays, whichever that was; behind it the newest lines follow without a gap.
        List<int> arrived = Numbers(bench);
        int gaps = arrived.Zip(arrived.Skip(1)).Count(pair => pair.Second != pair.First + 1);
        Assert.InRange(gaps, 0, 1);
        Assert.Equal(19_999, arrived[^1]);
        AssertBalance(bench, received: 20_000, arrived.Count);
    }

    [Fact]
    public async Task Block_makes_the_source_wait_and_loses_nothing()
    {
        using PipelineBench bench = StuckBench(WhenFull.Block, out TaskCompletionSource free);
        Task feeding = FeedLinesAsync(bench, 20_000);
        await bench.RunUntilAsync(() => bench.Pool.Budget.Used > bench.Pool.Budget.Limit - (128 * 1024));

        Assert.False(feeding.IsCompleted);
        Assert.True(bench.Pool.Budget.Used <= bench.Pool.Budget.Limit);
        free.SetResult();
        await bench.RunUntilAsync(() => feeding.IsCompleted);
        await feeding;
        await bench.DrainAsync();

        Assert.Equal(Enumerable.Range(0, 20_000), Numbers(bench));
        AssertBalance(bench, received: 20_000, 20_000);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(6_000)]
    [InlineData(60_000)]
    [InlineData(600_000)]
    public async Task A_source_that_is_cut_off_while_it_waits_for_room_has_every_read_line_in_the_book(int length)
    {
        using PipelineBench bench = StuckBench(WhenFull.Block, out TaskCompletionSource free);
        using var cutOff = new CancellationTokenSource();
        Task feeding = FeedLinesAsync(bench, 20_000, length, cutOff.Token);
        await bench.RunUntilAsync(() => bench.Pool.Budget.Used > bench.Pool.Budget.Limit - length - (256 * 1024));

        await cutOff.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => feeding);
        free.SetResult();
        await bench.DrainAsync();

        LedgerSnapshot ledger = bench.Ledger;
        Assert.True(ledger.Dropped[DropReason.Shutdown] > 0);
        Assert.Equal(bench.Sink.Messages.Count, ledger.Delivered);
        Assert.Equal(0, ledger.Pending);
        Assert.Equal(0, bench.Pool.RentedCount);
    }

    [Theory]
    [InlineData(WhenFull.DropOldest)]
    [InlineData(WhenFull.DropNewest)]
    [InlineData(WhenFull.Block)]
    public async Task Many_lanes_with_long_lines_in_little_memory_never_hang_and_always_balance(WhenFull policy)
    {
        using var bench = new PipelineBench(
            new PipelineOptions { MemoryLimit = PipelineOptions.SmallestMemoryLimit, WhenFull = policy });
        bench.Sink.Script = (_, number) => new(
            number % 3 == 0 ? DeliveryResult.Retry(RetryCause.Throttled) : DeliveryResult.Accepted());

        Task feeding = Task.WhenAll(Enumerable.Range(0, 12).Select(lane => Task.Run(async () =>
        {
            var random = new Random(lane);
            using Lane open = bench.Pipeline.OpenLane(new LogStreamName("g", $"s{lane % 5}"));
            for (int i = 0; i < 40; i++)
            {
                int length = random.Next(random.Next(3) == 0 ? 900_000 : 3_000);
                await PipelineBench.FeedAsync(open, new string('x', length) + "\n");
            }

            await open.EndAsync(CancellationToken.None);
        })));
        await bench.RunUntilAsync(() => feeding.IsCompleted);
        await feeding;
        await bench.DrainAsync();

        Assert.Equal((480, 0), (bench.Ledger.Received, bench.Ledger.Pending));
        Assert.Equal(0, bench.Pool.RentedCount);
        if (policy == WhenFull.Block)
        {
            Assert.Equal(0, bench.Ledger.DroppedTotal);
        }
    }

    private static PipelineBench StuckBench(WhenFull policy, out TaskCompletionSource free)
    {
        var bench = new PipelineBench(
            new PipelineOptions { MemoryLimit = PipelineOptions.SmallestMemoryLimit, WhenFull = policy });
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Sink.Script = async (_, _) =>
        {
            await gate.Task;
            return DeliveryResult.Accepted();
        };
        free = gate;
        return bench;
    }

    private static async Task FeedAndDrainAsync(PipelineBench bench, string text)
    {
        using (Lane lane = bench.Pipeline.OpenLane(Some.Stream))
        {
            await PipelineBench.FeedAsync(lane, text);
            await lane.EndAsync(CancellationToken.None);
        }

        await bench.DrainAsync();
    }

    private static async Task FeedLinesAsync(
        PipelineBench bench, int count, int length = 500, CancellationToken cancellationToken = default)
    {
        using Lane lane = bench.Pipeline.OpenLane(Some.Stream);
        for (int i = 0; i < count; i += 100)
        {
            var text = new StringBuilder();
            for (int line = i; line < i + 100; line++)
            {
                text.Append(line).Append(' ').Append('x', length).Append('\n');
            }

            await PipelineBench.FeedAsync(lane, text.ToString(), cancellationToken);
        }
    }

    private static List<int> Numbers(PipelineBench bench) =>
        bench.Sink.Messages.Select(m => int.Parse(m.AsSpan(0, m.IndexOf(' ')), null)).ToList();

    private static void AssertBalance(PipelineBench bench, int received, int delivered)
    {
        LedgerSnapshot ledger = bench.Ledger;
        Assert.Equal(
            (received, delivered, received - delivered, 0),
            (ledger.Received, ledger.Delivered, ledger.Dropped[DropReason.Memory], ledger.Pending));
        Assert.Equal(0, bench.Pool.RentedCount);
    }
}
