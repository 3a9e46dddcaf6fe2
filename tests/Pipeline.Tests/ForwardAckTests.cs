using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Acknowledging;
using PhiLens.Pipeline.Delivery;
using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Tests.Doubles;

namespace PhiLens.Pipeline.Tests;

public sealed class ForwardAckTests
{
    [Fact]
    public async Task A_chunk_is_acknowledged_once_when_its_records_are_delivered_and_its_batch_closes_early()
    {
        using var bench = new ForwardBench();
        var answer = new TaskCompletionSource<DeliveryResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Bench.Sink.Script = (_, _) => new ValueTask<DeliveryResult>(answer.Task);
        await bench.FeedAsync(Wire.Forward(["a", "b"], Wire.Chunk("c1")));
        bench.Bench.Time.Advance(TimeSpan.FromMilliseconds(100));
        await bench.Bench.RunUntilAsync(() => bench.Bench.Sink.Bodies.Count == 1);

        Assert.Empty(bench.Acks.Chunks);
        answer.SetResult(DeliveryResult.Accepted());
        await bench.Bench.RunUntilAsync(() => bench.Acks.Chunks.Count > 0);
        await bench.EndAndDrainAsync();

        Assert.Equal(["c1"], bench.Acks.Chunks);
        Assert.Equal((2, 2), (bench.Ledger.Received, bench.Ledger.Delivered));
    }

    [Fact]
    public async Task Buffered_chunks_are_acknowledged_as_soon_as_they_are_in_memory()
    {
        using var bench = new ForwardBench(new PipelineOptions { ForwardAck = ForwardAck.Buffered });
        await bench.FeedAsync(Wire.Packed(["a"], Wire.Chunk("c1")));

        Assert.Equal(["c1"], bench.Acks.Chunks);
        await bench.EndAndDrainAsync();
        Assert.Equal(["a"], bench.Messages);
    }

    [Fact]
    public async Task A_chunk_that_comes_again_is_not_delivered_twice_and_acknowledged_on_both_connections()
    {
        using var bench = new ForwardBench();
        var other = new CollectingAcks();
        byte[] chunk = Wire.Forward(["a", "b"], Wire.Chunk("c1"));
        await bench.FeedAsync(chunk);
        using (ForwardLane again = bench.Bench.Pipeline.OpenForwardLane(bench.Router, other))
        {
            await ForwardBench.FeedAsync(again, chunk);
            Assert.Empty(other.Chunks);
            await bench.Bench.RunUntilAsync(() => bench.Acks.Chunks.Count == 1);
            Assert.Equal(["c1"], other.Chunks);
            await ForwardBench.FeedAsync(again, chunk);
            Assert.Equal(["c1", "c1"], other.Chunks);
        }

        await bench.EndAndDrainAsync();
        Assert.Equal(["a", "b"], bench.Messages);
        Assert.Equal((6, 2, 4), (bench.Ledger.Received, bench.Ledger.Delivered, bench.Ledger.Filtered));
    }

    [Fact]
    public async Task A_chunk_is_forgotten_after_ten_minutes()
    {
        using var bench = new ForwardBench();
        byte[] chunk = Wire.Forward(["a"], Wire.Chunk("c1"));
        await bench.FeedAsync(chunk);
        await bench.Bench.RunUntilAsync(() => bench.Acks.Chunks.Count == 1);
        bench.Bench.Time.Advance(TimeSpan.FromMinutes(11));
        await bench.FeedAsync(chunk);
        await bench.EndAndDrainAsync();

        Assert.Equal(["a", "a"], bench.Messages);
    }

    [Fact]
    public async Task A_chunk_of_which_memory_lost_a_record_is_never_acknowledged_and_is_new_when_it_comes_again()
    {
        using var bench = new ForwardBench(new PipelineOptions
        {
            MemoryLimit = PipelineOptions.SmallestMemoryLimit,
            WhenFull = WhenFull.DropNewest,
        });
        var answer = new TaskCompletionSource<DeliveryResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Bench.Sink.Script = (_, _) => new ValueTask<DeliveryResult>(answer.Task);
        for (int i = 0; i < 60; i++)
        {
            await bench.FeedAsync(Wire.Forward([new string('x', 100_000)], Wire.Chunk($"c{i}")));
        }

        answer.SetResult(DeliveryResult.Accepted());
        await bench.Bench.RunUntilAsync(() => bench.Ledger.Pending == 0);
        LedgerSnapshot ledger = bench.Ledger;
        Assert.True(ledger.Dropped[DropReason.Memory] > 0);
        Assert.Equal(ledger.Delivered, bench.Acks.Chunks.Count);
        await bench.FeedAsync(Wire.Forward(["again"], Wire.Chunk("c59")));
        await bench.EndAndDrainAsync();
        Assert.Contains("again", bench.Messages);
        Assert.Contains("c59", bench.Acks.Chunks);
    }

    [Fact]
    public async Task A_chunk_that_is_cut_off_is_never_acknowledged()
    {
        using var bench = new ForwardBench();
        byte[] broken = Wire.Array(Wire.Text("app"), Wire.Binary([.. Wire.Entry("a"), 0xC1]), Wire.Chunk("c1"));
        await bench.FeedAsync(broken);
        await bench.EndAndDrainAsync();

        Assert.Equal(["a"], bench.Messages);
        Assert.Empty(bench.Acks.Chunks);
    }

    [Fact]
    public async Task Records_with_a_rejected_event_or_in_many_events_are_counted_once_and_acknowledged()
    {
        using var bench = new ForwardBench();
        bench.Bench.Sink.Script = (_, number) =>
            new(DeliveryResult.Accepted(new RejectedEvents(number == 1 ? 1 : 0, 0, 0)));
        await bench.FeedAsync(Wire.Forward(["old", "new", new string('x', 2_500_000)], Wire.Chunk("c1")));
        await bench.EndAndDrainAsync();

        Assert.Equal((3, 2), (bench.Ledger.Received, bench.Ledger.Delivered));
        Assert.Equal(1, bench.Ledger.Dropped[DropReason.TooOld]);
        Assert.Equal(["c1"], bench.Acks.Chunks);
    }
}
