using System.Text;
using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Joining;
using PhiLens.Pipeline.Shaping;
using PhiLens.Pipeline.Tests.Doubles;

namespace PhiLens.Pipeline.Tests.Joining;

public sealed class ForwardMultilineTests
{
    private const string Frame = "\tat app.Charts.open(Charts.java:41)";

    private static readonly PipelineOptions Java = new() { Grouping = new TraceGrouping(["java"]) };

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task The_recording_gives_its_512_records_also_when_lines_are_joined(int cut)
    {
        using var bench = new ForwardBench(new PipelineOptions { Grouping = new TraceGrouping(TraceGrouping.Names) });
        var random = new Random(5);
        await bench.FeedAsync(
            Recording.Bytes, cut switch { 0 => null, > 0 => () => cut, _ => () => random.Next(1, 20_000) });
        await bench.EndAndDrainAsync();

        Assert.Equal((512L, 9L, 1L), (bench.Ledger.Received, bench.Ledger.Fragments, bench.Ledger.Filtered));
        Assert.Equal(
            Enumerable.Range(1, 500).Select(i => $"burst {i}"),
            bench.Messages.Where(m => m.StartsWith("burst ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Streams_of_several_containers_are_joined_each_for_itself_however_they_are_mixed_and_cut()
    {
        string[] names = [.. Traces.All.Keys];
        string[][] lines = [.. names.Select(n => Traces.Text(n).TrimEnd('\n').Split('\n'))];
        var random = new Random(77);
        for (int round = 0; round < 25; round++)
        {
            using var bench = new ForwardBench(
                new PipelineOptions { Grouping = new TraceGrouping(TraceGrouping.Names) },
                route: new ForwardRoute([new RouteTarget(Some.Stream, "log", new RecordName(
                    [["container_id"]], v => new("g", Encoding.UTF8.GetString(v[0]))))]));
            int[] next = new int[lines.Length];
            List<byte[]> mixed = [];
            while (Enumerable.Range(0, lines.Length).Where(i => next[i] < lines[i].Length).ToArray() is [_, ..] open)
            {
                int i = open[random.Next(open.Length)];
                mixed.AddRange(Line(names[i], lines[i][next[i]++], isCut: random.Next(4) == 0, random));
            }

            await bench.FeedAsync(Wire.Join([.. mixed]), () => random.Next(1, 3_000));
            await bench.EndAndDrainAsync();
            Assert.All(names, name => Assert.Equal(
                Traces.All[name],
                bench.Bench.Sink.Accepted.Where(a => a.Destination.Stream == name).Select(a => a.Message)));
        }
    }

    [Fact]
    public async Task A_joined_record_is_the_first_lines_with_the_joined_text_and_its_time()
    {
        using var bench = new ForwardBench(Java, logKey: null);
        await bench.FeedAsync(Wire.Join(
            [.. Line("c", "ERROR a"), .. Line("c", Frame, seconds: Wire.Noon + 9), .. Line("c", "b")]));
        await bench.EndAndDrainAsync();

        Assert.Equal(
            [
                """{"container_id":"c","source":"stdout","log":"ERROR a\n\tat app.Charts.open(Charts.java:41)"}""",
                """{"container_id":"c","source":"stdout","log":"b"}""",
            ],
            bench.Messages);
        Assert.Equal([Wire.Noon * 1000, Wire.Noon * 1000], bench.Bench.Sink.Times);
        Assert.Equal((2L, 2L), (bench.Ledger.Received, bench.Ledger.Fragments));
    }

    [Fact]
    public async Task A_route_says_which_lines_are_joined_where_the_settings_do_not()
    {
        var route = new ForwardRoute(Some.Stream, "log") { Grouping = new TraceGrouping(["java"]) };
        using var bench = new ForwardBench(route: route);
        await bench.FeedAsync(Wire.Join([.. Line("c", "ERROR a"), .. Line("c", Frame)]));
        Assert.Equal(0, bench.Ledger.Received);
        bench.Bench.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, bench.Ledger.Received);
        await bench.EndAndDrainAsync();
        Assert.Equal([$"ERROR a\n{Frame}"], bench.Messages);
    }

    [Fact]
    public async Task A_chunk_is_acknowledged_when_the_record_that_its_line_is_in_is_delivered()
    {
        using var bench = new ForwardBench(Java);
        await bench.FeedAsync(Wire.Forward(["ERROR a"], Wire.Chunk("first")));
        await bench.FeedAsync(Wire.Forward([Frame, "b", "c"], Wire.Chunk("second")));
        Assert.Empty(bench.Acks.Chunks);

        // A client that waits gives up after half a second: its last line is held for a shorter time than others.
        for (int i = 0; i < 8; i++)
        {
            bench.Bench.Time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }

        await bench.Bench.RunUntilAsync(() => bench.Acks.Chunks.Count == 2);
        Assert.Equal(["first", "second"], bench.Acks.Chunks.Order());
        await bench.EndAndDrainAsync();
        Assert.Equal([$"ERROR a\n{Frame}", "b", "c"], bench.Messages);
    }

    [Fact]
    public async Task A_chunk_whose_line_is_held_when_the_connection_is_cut_off_is_not_acknowledged_and_may_come_again()
    {
        using var bench = new ForwardBench(Java);
        await bench.FeedAsync(Wire.Forward(["ERROR a"], Wire.Chunk("chunk")));
        bench.Lane.Dispose();
        Assert.Equal(1, bench.Ledger.Dropped[DropReason.Shutdown]);

        using (ForwardLane again = bench.Bench.Pipeline.OpenForwardLane(bench.Router, bench.Acks))
        {
            await ForwardBench.FeedAsync(again, Wire.Forward(["ERROR a"], Wire.Chunk("chunk")));
            await again.EndAsync(CancellationToken.None);
        }

        await bench.CutOffAndDrainAsync();
        Assert.Equal(["chunk"], bench.Acks.Chunks);
        Assert.Equal(["ERROR a"], bench.Messages);
    }

    [Fact]
    public async Task A_line_too_long_to_hold_goes_on_behind_what_is_held()
    {
        using var bench = new ForwardBench(Java with { MaxRecordSize = 4096 });
        string[] texts = ["ERROR a", new string('x', 3000) + "|" + new string('y', 3000), "b"];
        await bench.FeedAsync(Wire.Join([.. texts.SelectMany(t => Line("c", t, isCut: t.Length > 99, new Random(1)))]));
        await bench.EndAndDrainAsync();

        Assert.Equal(string.Concat(texts), string.Concat(bench.Messages));
        Assert.Equal((3L, 3L), (bench.Ledger.Received, bench.Ledger.Delivered));
    }

    private static byte[][] Line(
        string container, string text, bool isCut = false, Random? random = null, long seconds = Wire.Noon)
    {
        if (!isCut)
        {
            return [Entry(container, Encoding.UTF8.GetBytes(text), seconds)];
        }

        byte[] bytes = Encoding.UTF8.GetBytes(text);
        int border = bytes.Length / 2;
        string id = random!.Next().ToString("x8");
        return
        [
            Entry(container, bytes[..border], seconds, (id, "false")),
            Entry(container, bytes[border..], seconds, (id, "true")),
        ];
    }

    private static byte[] Entry(string container, byte[] text, long seconds, (string Id, string Last)? partial = null)
    {
        (string, byte[])[] fields =
        [
            ("container_id", Wire.Text(container)), ("source", Wire.Text("stdout")), ("log", Wire.Text(text)),
        ];
        (string, byte[])[] more = partial is not { } part ? [] :
        [
            ("partial_message", Wire.Text("true")), ("partial_id", Wire.Text(part.Id)),
            ("partial_last", Wire.Text(part.Last)),
        ];
        return Wire.Array(Wire.Text("app"), Wire.Seconds(seconds), Wire.Map([.. fields, .. more]));
    }
}
