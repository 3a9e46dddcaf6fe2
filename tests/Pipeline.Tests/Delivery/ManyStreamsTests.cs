using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Delivery;
using PhiLens.Pipeline.Delivery.Turns;
using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Tests.Doubles;

namespace PhiLens.Pipeline.Tests.Delivery;

/// <summary>What streams do to one another.</summary>
public sealed class ManyStreamsTests : IDisposable
{
    private static readonly PipelineOptions ShortBatches = new()
    {
        BatchAge = TimeSpan.FromMilliseconds(10),
        BatchLimits = new BatchLimits { MaxEvents = 1 },
    };

    private readonly List<Lane> _lanes = [];

    public void Dispose() => _lanes.ForEach(l => l.Dispose());

    [Fact]
    public async Task Streams_that_stand_still_do_not_hold_up_the_others_however_many_they_are()
    {
        using var bench = new PipelineBench(ShortBatches);
        var never = new TaskCompletionSource<DeliveryResult>();
        bench.Sink.Script = (batch, _) => batch.Destination.Stream.StartsWith("stuck", StringComparison.Ordinal)
            ? new(never.Task)
            : new(DeliveryResult.Accepted());
        foreach (Lane lane in Open(bench, "stuck", 40))
        {
            await PipelineBench.FeedAsync(lane, "never\n");
        }

        await bench.RunUntilAsync(() => bench.Sink.Bodies.Count >= InFlightLimit.First);
        DateTimeOffset start = bench.Time.GetUtcNow();
        await PipelineBench.FeedAsync(Open(bench, "quick", 1)[0], "now\n");
        await bench.RunUntilAsync(() => bench.Sink.Messages.Contains("now"));

        Assert.InRange(bench.Time.GetUtcNow() - start, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        never.SetResult(DeliveryResult.Accepted());
        await bench.RunUntilAsync(() => bench.Ledger.Delivered == 41);
    }

    [Fact]
    public async Task A_stream_that_waits_between_tries_holds_no_place()
    {
        using var bench = new PipelineBench(ShortBatches);
        bench.Sink.Script = (batch, _) => new(batch.Destination.Stream.StartsWith("denied", StringComparison.Ordinal)
            ? DeliveryResult.Retry(RetryCause.AccessDenied, retryAfter: TimeSpan.FromMinutes(5))
            : DeliveryResult.Accepted());
        foreach (Lane lane in Open(bench, "denied", 200))
        {
            await PipelineBench.FeedAsync(lane, "later\n");
        }

        await bench.RunUntilAsync(() => bench.Sink.Bodies.Count >= 200);
        await PipelineBench.FeedAsync(Open(bench, "quick", 1)[0], "now\n");
        await bench.RunUntilAsync(() => bench.Ledger.Delivered == 1);

        Assert.Equal(["now"], bench.Sink.Messages);
    }

    [Fact]
    public async Task Each_stream_gives_up_its_oldest_batches_and_none_that_may_have_arrived()
    {
        using var bench = new PipelineBench(ShortBatches with { MemoryLimit = 4 * 1024 * 1024 });
        var doubtful = new LogStreamName("g", "doubtful 0");
        bench.Sink.Script = (batch, _) => new(
            batch.Destination == doubtful
                ? DeliveryResult.Retry(RetryCause.Timeout, ambiguous: true, TimeSpan.FromMinutes(5))
                : DeliveryResult.Retry(RetryCause.AccessDenied, retryAfter: TimeSpan.FromMinutes(5)));
        await PipelineBench.FeedAsync(Open(bench, "doubtful", 1)[0], "in doubt\n");
        await bench.RunUntilAsync(() => bench.Listener.Heard.Count == 1);

        Lane[] lanes = Open(bench, "denied", 20);
        List<string>[] fed = [.. lanes.Select(_ => new List<string>())];
        for (int i = 0; bench.Ledger.DroppedTotal < 300; i++)
        {
            int lane = Random.Shared.Next(lanes.Length);
            fed[lane].Add($"{lane} {i:D5}");
            await PipelineBench.FeedAsync(lanes[lane], $"{fed[lane][^1]}\n");
        }

        // Now everything goes: what is left of each stream is one unbroken row up to its newest.
        bench.Sink.Script = (_, _) => new(DeliveryResult.Accepted());
        _lanes.ForEach(l => l.Dispose());
        await bench.DrainAsync();
        Assert.Contains("in doubt", bench.Sink.Messages);
        int left = 1;
        for (int lane = 0; lane < lanes.Length; lane++)
        {
            string[] kept = [.. bench.Sink.Messages.Where(m => m.StartsWith($"{lane} ", StringComparison.Ordinal))];
            Assert.NotEmpty(kept);
            Assert.Equal(fed[lane].TakeLast(kept.Length), kept.Order(StringComparer.Ordinal));
            left += kept.Length;
        }

        Assert.Equal(fed.Sum(lane => lane.Count) + 1, (int)bench.Ledger.DroppedTotal + left);
        Assert.Equal(1, bench.Ledger.Ambiguous);
    }

    [Theory]
    [InlineData(DeliveryOrder.Strict, 1)]
    [InlineData(DeliveryOrder.Relaxed, 4)]
    public async Task A_backlog_of_one_stream_goes_one_by_one_or_in_fours(DeliveryOrder order, int expected)
    {
        using var bench = new PipelineBench(ShortBatches with { Order = order });
        var open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Sink.Script = async (_, _) =>
        {
            await open.Task;
            return DeliveryResult.Accepted();
        };
        Lane lane = Open(bench, "stream", 1)[0];
        await PipelineBench.FeedAsync(lane, string.Concat(Enumerable.Range(0, 20).Select(i => $"{i}\n")));
        await bench.RunUntilAsync(() => bench.Sink.Bodies.Count == expected);
        bench.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(expected, bench.Sink.Bodies.Count);
        open.SetResult();
        lane.Dispose();
        await bench.DrainAsync();
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"{i}").Order(), bench.Sink.Messages.Order());
        Assert.Equal(0, bench.Pool.RentedCount);
    }

    private Lane[] Open(PipelineBench bench, string name, int count)
    {
        Lane[] lanes =
            [.. Enumerable.Range(0, count).Select(i => bench.Pipeline.OpenLane(new LogStreamName("g", $"{name} {i}")))];
        _lanes.AddRange(lanes);
        return lanes;
    }
}
