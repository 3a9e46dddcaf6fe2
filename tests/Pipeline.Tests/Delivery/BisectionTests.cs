using System.Security.Cryptography;
using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Delivery;
using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Tests.Doubles;

namespace PhiLens.Pipeline.Tests.Delivery;

/// <summary>A destination refuses every request that holds a bad event.</summary>
public sealed class BisectionTests
{
    [Theory]
    [InlineData(1, "0")]
    [InlineData(2, "1")]
    [InlineData(1000, "0")]
    [InlineData(1000, "999")]
    [InlineData(1000, "500")]
    [InlineData(1000, "3 4 5 700")]
    [InlineData(7, "0 1 2 3 4 5 6")]
    public async Task Exactly_the_bad_events_are_dropped_and_all_others_arrive_once_and_in_order(int count, string bad)
    {
        int[] places = [.. bad.Split(' ').Select(int.Parse)];
        using var bench = new PipelineBench();
        bench.Sink.Script = (batch, _) => new(Judge(batch));
        using (Lane lane = bench.Pipeline.OpenLane(Some.Stream))
        {
            await PipelineBench.FeedAsync(lane, Lines(count, places));
        }

        await bench.DrainAsync();

        Assert.Equal(
            Enumerable.Range(0, count).Except(places).Select(i => $"good {i}"), bench.Sink.Messages);
        LedgerSnapshot ledger = bench.Ledger;
        Assert.Equal(
            (count, count - places.Length, places.Length, 0),
            (ledger.Received, ledger.Delivered, ledger.Dropped[DropReason.Refused], ledger.Pending));
        Assert.Equal((0, 0), (ledger.Retries, ledger.Ambiguous));
        Assert.Equal(0, bench.Pool.RentedCount);
    }

    [Fact]
    public async Task One_bad_event_of_a_full_batch_costs_two_requests_for_each_halving_and_no_memory()
    {
        using var bench = new PipelineBench();
        long before = 0;
        bench.Sink.Script = (batch, number) =>
        {
            before = number == 1 ? bench.Pool.Budget.Used : before;
            Assert.Equal(before, bench.Pool.Budget.Used);
            return new(Judge(batch));
        };
        using (Lane lane = bench.Pipeline.OpenLane(Some.Stream))
        {
            await PipelineBench.FeedAsync(lane, Lines(10_000, [6_543]));
        }

        await bench.DrainAsync();

        Assert.InRange(bench.Sink.Bodies.Count, 2, (2 * 14) + 1);
        Assert.Equal(9_999, bench.Ledger.Delivered);
    }

    [Fact]
    public async Task A_part_is_a_whole_request_with_its_own_hash()
    {
        using var bench = new PipelineBench();
        bench.Sink.Script = (batch, _) =>
        {
            byte[] body = Bodies.Bytes(batch);
            Assert.Equal(body.Length, batch.BodyLength);
            Assert.Equal(SHA256.HashData(body), batch.BodySha256.ToArray());
            Assert.Equal(batch.EventCount, Bodies.Events(batch).Count);
            return new(Judge(batch));
        };
        using (Lane lane = bench.Pipeline.OpenLane(Some.Stream))
        {
            // Long lines, so that parts begin and end within blocks.
            string filler = new('x', 9_000);
            await PipelineBench.FeedAsync(
                lane, string.Concat(Enumerable.Range(0, 50).Select(i => i == 17 ? "bad\n" : $"{i} {filler}\n")));
        }

        await bench.DrainAsync();

        Assert.Equal((49, 1), (bench.Ledger.Delivered, bench.Ledger.Dropped[DropReason.Refused]));
    }

    [Fact]
    public async Task A_part_that_fails_for_now_is_sent_again_before_the_next_and_counts_only_its_own_records()
    {
        using var bench = new PipelineBench();
        int failures = 0;
        bench.Sink.Script = (batch, _) => new(
            batch.EventCount == 4 && failures++ < 2
                ? DeliveryResult.Retry(RetryCause.Timeout, ambiguous: true)
                : Judge(batch));
        using (Lane lane = bench.Pipeline.OpenLane(Some.Stream))
        {
            await PipelineBench.FeedAsync(lane, Lines(8, [7]));
        }

        await bench.DrainAsync();

        Assert.Equal(Enumerable.Range(0, 7).Select(i => $"good {i}"), bench.Sink.Messages);
        Assert.Equal((2, 4), (bench.Ledger.Retries, bench.Ledger.Ambiguous));
        Assert.Equal((7, 1), (bench.Ledger.Delivered, bench.Ledger.Dropped[DropReason.Refused]));
    }

    [Fact]
    public async Task A_record_of_which_a_part_is_refused_is_dropped_as_a_whole()
    {
        using var bench = new PipelineBench(
            new PipelineOptions { BatchLimits = new() { MaxBytes = 20 + 26, MaxEvents = 10 } });
        bench.Sink.Script = (batch, _) => new(Judge(batch));
        using (Lane lane = bench.Pipeline.OpenLane(Some.Stream))
        {
            await PipelineBench.FeedAsync(lane, "good and more than 20 bad bytes\ngood\n");
        }

        await bench.DrainAsync();

        LedgerSnapshot ledger = bench.Ledger;
        Assert.Equal(
            (2, 1, 1, 0), (ledger.Received, ledger.Delivered, ledger.Dropped[DropReason.Refused], ledger.Pending));
    }

    [Fact]
    public async Task A_batch_whose_rest_waits_is_given_up_for_its_rest_alone()
    {
        using var bench = new PipelineBench();
        bench.Sink.Script = (batch, _) => new(
            Bodies.Events(batch)[0].Message == "good 4" && batch.EventCount < 8
                ? DeliveryResult.Retry(RetryCause.Throttled)
                : Judge(batch));
        using Lane lane = bench.Pipeline.OpenLane(Some.Stream);
        await PipelineBench.FeedAsync(lane, Lines(8, [7]));
        await bench.RunUntilAsync(() => bench.Ledger is { Delivered: 4, Retries: > 0 });

        using var timeIsOver = new CancellationTokenSource();
        lane.Dispose();
        Task drained = bench.Pipeline.DrainAsync(timeIsOver.Token);
        await timeIsOver.CancelAsync();
        await bench.RunUntilAsync(() => drained.IsCompleted);

        LedgerSnapshot ledger = bench.Ledger;
        Assert.Equal((8, 4, 4), (ledger.Received, ledger.Delivered, ledger.Dropped[DropReason.Shutdown]));
        Assert.Equal(0, bench.Pool.RentedCount);
    }

    private static string Lines(int count, int[] bad) =>
        string.Concat(Enumerable.Range(0, count).Select(i => bad.Contains(i) ? $"bad {i}\n" : $"good {i}\n"));

    private static DeliveryResult Judge(EventBatch batch) =>
        Bodies.Events(batch).Exists(e => e.Message.Contains("bad", StringComparison.Ordinal))
            ? DeliveryResult.Refused()
            : DeliveryResult.Accepted();
}
