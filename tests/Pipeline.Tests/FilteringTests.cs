using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Tests.Doubles;

namespace PhiLens.Pipeline.Tests;

public sealed class FilteringTests
{
    private static readonly PipelineOptions Options = new()
    {
        Include = new TextPattern("keep|é"),
        Exclude = new TextPattern("(?i)HEALTH"),
        MaxRecordSize = 4096,
    };

    [Fact]
    public async Task Lines_are_kept_that_match_the_one_and_not_the_other_also_long_ones_and_pieces()
    {
        string longKept = "keep " + new string('a', 10_000);
        string longLeftOut = new('b', 9_000);
        using var bench = new PipelineBench(Options);
        using (Lane lane = bench.Pipeline.OpenLane(Some.Stream))
        {
            await PipelineBench.FeedAsync(
                lane,
                $"keep 1\nother\nkeep /health\ncafé\n{longLeftOut}keep\n{longKept}\n{new string('c', 3000)}keep\n");
        }

        await bench.DrainAsync();
        Assert.Equal(
            "keep 1" + "café" + longKept + new string('c', 3000) + "keep", string.Concat(bench.Sink.Messages));
        Assert.Equal((7L, 4L, 3L), (bench.Ledger.Received, bench.Ledger.Delivered, bench.Ledger.Filtered));
        Assert.Equal((0L, 0), (bench.Ledger.Pending, bench.Pool.RentedCount));
    }

    [Fact]
    public async Task A_forward_record_is_judged_by_its_line_or_else_as_json_and_its_chunk_is_acknowledged()
    {
        using var bench = new ForwardBench(Options, logKey: null);
        await bench.FeedAsync(Wire.Forward(["keep", "drop me", "keep health"], Wire.Chunk("c")));
        byte[] noLine = Wire.Map(("a", Wire.Text("keep")));
        await bench.FeedAsync(Wire.Array(Wire.Text("app"), Wire.Seconds(Wire.Noon), noLine));
        byte[] otherKey = Wire.Map(("log", Wire.Text("no")), ("a", Wire.Text("keep")));
        await bench.FeedAsync(Wire.Array(Wire.Text("app"), Wire.Seconds(Wire.Noon), otherKey));
        await bench.EndAndDrainAsync();

        Assert.Equal(["""{"log":"keep"}""", """{"a":"keep"}"""], bench.Messages);
        Assert.Equal((5L, 2L, 3L), (bench.Ledger.Received, bench.Ledger.Delivered, bench.Ledger.Filtered));
        Assert.Equal(["c"], bench.Acks.Chunks);
    }

    [Theory]
    [InlineData("(?=a)")]
    [InlineData("(a)\\1")]
    public void A_pattern_that_needs_backtracking_is_refused(string pattern) =>
        Assert.Throws<NotSupportedException>(() => new TextPattern(pattern));
}
