using System.Text;
using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Delivery;
using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Shaping;
using PhiLens.Pipeline.Tests.Doubles;

namespace PhiLens.Pipeline.Tests;

public sealed class SeveralTargetsTests
{
    private static readonly LogStreamName Second = new("/ecs/clinic", "copy") { Output = 1 };

    [Fact]
    public async Task A_record_goes_to_every_target_of_its_route_and_counts_once()
    {
        using var bench = new ForwardBench(route: Both("log", null));
        await bench.FeedAsync(Wire.Message("one", Wire.Chunk("c1")));
        await bench.EndAndDrainAsync();

        Assert.Equal((1L, 1L), (bench.Ledger.Received, bench.Ledger.Delivered));
        Assert.Equal(
            [(Some.Stream, "one"), (Second, """{"log":"one"}""")],
            bench.Bench.Sink.Accepted.OrderBy(a => a.Destination.Output));
        Assert.Equal(["c1"], bench.Acks.Chunks);
        Assert.DoesNotContain(bench.Bench.Listener.Heard, h => h.Contains("split", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_target_that_refuses_makes_the_record_dropped_once_for_its_reason()
    {
        using var bench = new ForwardBench(route: Both("log", "log"));
        bench.Bench.Sink.Script = (batch, _) => ValueTask.FromResult(
            batch.Destination == Second ? DeliveryResult.Refused() : DeliveryResult.Accepted());
        await bench.FeedAsync(Wire.Forward(["one", "two"]));
        await bench.EndAndDrainAsync();

        Assert.Equal((2L, 0L), (bench.Ledger.Received, bench.Ledger.Delivered));
        Assert.Equal((2L, 2L), (bench.Ledger.Dropped[DropReason.Refused], bench.Ledger.DroppedTotal));
        Assert.Equal(["one", "two"], bench.Messages);
    }

    [Theory]
    [InlineData("log", "other")]
    [InlineData("other", "log")]
    public async Task A_target_whose_key_is_missing_takes_nothing_and_the_other_decides(string first, string second)
    {
        using var bench = new ForwardBench(route: Both(first, second));
        await bench.FeedAsync(Wire.Message("one"));
        await bench.EndAndDrainAsync();

        Assert.Equal((1L, 0L), (bench.Ledger.Delivered, bench.Ledger.Filtered));
        Assert.Equal(["one"], bench.Messages);
    }

    [Fact]
    public async Task A_record_that_no_target_has_a_key_for_is_left_out_once()
    {
        using var bench = new ForwardBench(route: Both("a", "b"));
        await bench.FeedAsync(Wire.Message("one"));
        await bench.EndAndDrainAsync();

        Assert.Equal((1L, 1L, 0L), (bench.Ledger.Received, bench.Ledger.Filtered, bench.Ledger.Delivered));
    }

    [Fact]
    public async Task Lines_of_one_lane_go_to_every_destination_also_when_they_are_cut_and_wait_for_room()
    {
        var options = new PipelineOptions
        {
            MemoryLimit = PipelineOptions.SmallestMemoryLimit,
            WhenFull = WhenFull.Block,
            BatchAge = TimeSpan.FromMilliseconds(10),
        };
        using var bench = new PipelineBench(options);
        string[] lines = [.. Enumerable.Range(0, 40).Select(i => $"{i} " + new string('x', 300_000))];
        Task fed;
        using (Lane lane = bench.Pipeline.OpenLane(Some.Stream, Second))
        {
            fed = PipelineBench.FeedAsync(lane, string.Join('\n', lines) + "\n");
            await bench.RunUntilAsync(() => fed.IsCompleted);
            await fed;
        }

        await bench.DrainAsync();
        Assert.Equal((40L, 40L, 0L), (bench.Ledger.Received, bench.Ledger.Delivered, bench.Ledger.Pending));
        foreach (LogStreamName destination in new[] { Some.Stream, Second })
        {
            Assert.Equal(
                string.Concat(lines),
                string.Concat(bench.Sink.Accepted.Where(a => a.Destination == destination).Select(a => a.Message)));
        }
    }

    [Fact]
    public async Task A_stream_is_named_by_the_values_of_fields_and_the_name_is_made_once()
    {
        int made = 0;
        var name = new RecordName([["kubernetes", "pod"], ["log"]], values =>
        {
            Interlocked.Increment(ref made);
            return values[0].Length == 0 ? null : new LogStreamName("g", Encoding.UTF8.GetString(values[0]));
        });
        using var bench = new ForwardBench(route: new ForwardRoute([new RouteTarget(Some.Stream, "log", name)]));
        byte[] named = Wire.Map(("log", Wire.Text("in")), ("kubernetes", Wire.Map(("pod", Wire.Text("api")))));
        byte[] notMap = Wire.Map(("log", Wire.Text("out")), ("kubernetes", Wire.Text("none")));
        foreach (byte[] record in new[] { named, notMap, named, notMap })
        {
            await bench.FeedAsync(Wire.Array(Wire.Text("app"), Wire.Seconds(Wire.Noon), record));
        }

        await bench.EndAndDrainAsync();
        Assert.Equal(2, made);
        Assert.Equal(
            [("api", "in"), ("api", "in"), (Some.Stream.Stream, "out"), (Some.Stream.Stream, "out")],
            bench.Bench.Sink.Accepted.Select(a => (a.Destination.Stream, a.Message)).Order());
        Assert.Equal(4, bench.Ledger.Delivered);
    }

    [Fact]
    public async Task Names_of_endless_values_open_a_bounded_number_of_streams()
    {
        var name = new RecordName([["log"]], values => new LogStreamName("g", Encoding.UTF8.GetString(values[0])));
        using var bench = new ForwardBench(route: new ForwardRoute([new RouteTarget(Some.Stream, "log", name)]));
        await bench.FeedAsync(Wire.Forward([.. Enumerable.Range(0, 1_200).Select(i => $"pod {i}")]));
        await bench.EndAndDrainAsync();

        Assert.Equal(1_200, bench.Ledger.Delivered);
        Assert.Equal(1_000, bench.Bench.Sink.Accepted.Select(a => a.Destination).Distinct().Count());
    }

    private static ForwardRoute Both(string? first, string? second) =>
        new([new RouteTarget(Some.Stream, first), new RouteTarget(Second, second)]);
}
