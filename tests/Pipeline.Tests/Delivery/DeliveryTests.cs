using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Delivery;
using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Tests.Doubles;

namespace PhiLens.Pipeline.Tests.Delivery;

public sealed class DeliveryTests
{
    private static readonly DeliveryResult Throttled = DeliveryResult.Retry(RetryCause.Throttled);

    [Fact]
    public async Task A_refused_batch_is_sent_again_byte_for_byte_until_it_is_taken()
    {
        using var bench = new PipelineBench();
        bench.Sink.Script = (_, number) => new(number < 4 ? Throttled : DeliveryResult.Accepted());

        using (Lane lane = bench.Pipeline.OpenLane(Some.Stream))
        {
            await PipelineBench.FeedAsync(lane, "one\ntwo\n");
        }

        await bench.DrainAsync();

        Assert.Equal(4, bench.Sink.Bodies.Count);
        Assert.All(bench.Sink.Bodies, body => Assert.Equal(bench.Sink.Bodies[0], body));
        Assert.Equal(
            ["retry Throttled 1", "retry Throttled 2", "retry Throttled 3", "resumed 3"], bench.Listener.Heard);
        LedgerSnapshot ledger = bench.Ledger;
        Assert.Equal((2, 2, 0), (ledger.Received, ledger.Delivered, ledger.Pending));
        Assert.Equal((3, 0), (ledger.Retries, ledger.Ambiguous));
    }

    [Fact]
    public async Task Records_that_may_be_doubled_are_counted_once_however_often_they_are_sent()
    {
        using var bench = new PipelineBench();
        bench.Sink.Script = (_, number) =>
            new(number < 4 ? DeliveryResult.Retry(RetryCause.Timeout, ambiguous: true) : DeliveryResult.Accepted());
        using (Lane lane = bench.Pipeline.OpenLane(Some.Stream))
        {
            await PipelineBench.FeedAsync(lane, "one\ntwo\nthree\n");
        }

        await bench.DrainAsync();

        Assert.Equal((3, 3), (bench.Ledger.Ambiguous, bench.Ledger.Retries));
    }

    [Fact]
    public async Task Rejected_events_are_dropped_each_for_its_reason_and_the_others_delivered()
    {
        using var bench = new PipelineBench();
        bench.Sink.Script = (_, _) => new(DeliveryResult.Accepted(new RejectedEvents(1, 3, 2)));
        using (Lane lane = bench.Pipeline.OpenLane(Some.Stream))
        {
            await PipelineBench.FeedAsync(lane, "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n");
        }

        await bench.DrainAsync();

        LedgerSnapshot ledger = bench.Ledger;
        Assert.Equal(
            (10, 5, 1, 2, 2, 0),
            (ledger.Received, ledger.Delivered, ledger.Dropped[DropReason.TooOld], ledger.Dropped[DropReason.Expired],
                ledger.Dropped[DropReason.TooNew], ledger.Pending));
    }

    [Fact]
    public async Task Events_that_will_never_be_taken_are_dropped_as_refused()
    {
        using var bench = new PipelineBench();
        bench.Sink.Script = (_, _) => new(DeliveryResult.Refused());
        using (Lane lane = bench.Pipeline.OpenLane(Some.Stream))
        {
            await PipelineBench.FeedAsync(lane, "1\n2\n");
        }

        await bench.DrainAsync();

        Assert.Equal((2, 0), (bench.Ledger.Dropped[DropReason.Refused], bench.Ledger.Pending));
        Assert.Equal(0, bench.Pool.RentedCount);
    }

    [Fact]
    public async Task What_is_not_delivered_in_time_is_dropped_as_shutdown_or_as_unconfirmed_when_it_was_on_its_way()
    {
        using var bench = new PipelineBench(new PipelineOptions { BatchLimits = new() { MaxEvents = 2 } });
        bench.Sink.Script = async (_, _) =>
        {
            await Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken);
            return Throttled;
        };
        using var timeIsOver = new CancellationTokenSource();
        using (Lane lane = bench.Pipeline.OpenLane(Some.Stream))
        {
            await PipelineBench.FeedAsync(lane, "1\n2\n3\n");
        }

        Task drained = bench.Pipeline.DrainAsync(timeIsOver.Token);
        await bench.RunUntilAsync(() => bench.Sink.Bodies.Count == 1);
        Assert.False(drained.IsCompleted);
        await timeIsOver.CancelAsync();
        await bench.RunUntilAsync(() => drained.IsCompleted);

        Assert.Equal(
            (1, 2, 0),
            (bench.Ledger.Dropped[DropReason.Shutdown], bench.Ledger.Dropped[DropReason.Unconfirmed],
                bench.Ledger.Pending));
        Assert.Equal(0, bench.Pool.RentedCount);
    }

    [Fact]
    public async Task One_request_is_on_its_way_per_stream_and_a_stuck_stream_holds_up_no_other()
    {
        using var bench = new PipelineBench(new PipelineOptions { BatchAge = TimeSpan.FromMilliseconds(10) });
        var stuck = new LogStreamName("g", "stuck");
        var free = new TaskCompletionSource();
        int inFlight = 0;
        int most = 0;
        bench.Sink.Script = async (batch, _) =>
        {
            if (batch.Destination == stuck)
            {
                most = Math.Max(most, Interlocked.Increment(ref inFlight));
                await free.Task;
                Interlocked.Decrement(ref inFlight);
            }

            return DeliveryResult.Accepted();
        };
        using Lane slow = bench.Pipeline.OpenLane(stuck);
        using Lane quick = bench.Pipeline.OpenLane(new LogStreamName("g", "quick"));
        for (int i = 0; i < 5; i++)
        {
            await PipelineBench.FeedAsync(slow, $"slow {i}\n");
            await PipelineBench.FeedAsync(quick, $"quick {i}\n");
            await bench.RunUntilAsync(() => bench.Sink.Messages.Contains($"quick {i}"));
        }

        Assert.DoesNotContain("slow 0", bench.Sink.Messages);
        free.SetResult();
        await bench.RunUntilAsync(() => bench.Sink.Messages.Contains("slow 4"));

        Assert.Equal(1, most);
        Assert.Equal(
            Enumerable.Range(0, 5).Select(i => $"slow {i}"),
            bench.Sink.Messages.Where(m => m.StartsWith("slow", StringComparison.Ordinal)));
    }
}
