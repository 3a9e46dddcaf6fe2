using System.Text;
using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Delivery;
using PhiLens.Pipeline.Joining;
using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Tests.Doubles;
using PhiLens.Pipeline.Tests.Redaction;

namespace PhiLens.Pipeline.Tests.Joining;

public sealed class MultilineTests
{
    public static TheoryData<string> Languages => [.. Traces.All.Keys];

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task A_trace_and_the_log_line_ahead_of_it_are_one_record_and_other_lines_stay_alone(string language)
    {
        foreach (string[] presets in new[] { [language], TraceGrouping.Names.ToArray() })
        {
            using var bench = new PipelineBench(Traced(presets));
            using (Lane lane = bench.Pipeline.OpenLane(Some.Stream))
            {
                await PipelineBench.FeedAsync(lane, Traces.Text(language));
                await lane.EndAsync(CancellationToken.None);
            }

            await bench.DrainAsync();
            Assert.Equal(Traces.All[language], bench.Sink.Messages);
            AssertBook(bench, Traces.All[language]);
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task A_trace_is_the_same_records_however_its_text_is_cut(string language)
    {
        var random = new Random(2026);
        byte[] text = Encoding.UTF8.GetBytes(Traces.Text(language));
        for (int round = 0; round < 60; round++)
        {
            using var bench = new PipelineBench(Traced(language));
            using (Lane lane = bench.Pipeline.OpenLane(Some.Stream))
            {
                for (int at = 0; at < text.Length;)
                {
                    int size = Math.Min(text.Length - at, round == 0 ? 1 : random.Next(1, 200));
                    Memory<byte> buffer = await lane.GetBufferAsync(CancellationToken.None);
                    size = Math.Min(size, buffer.Length);
                    text.AsMemory(at, size).CopyTo(buffer);
                    at += size;
                    await lane.AdvanceAsync(size, CancellationToken.None);
                }

                await lane.EndAsync(CancellationToken.None);
            }

            await bench.DrainAsync();
            Assert.Equal(Traces.All[language], bench.Sink.Messages);
        }
    }

    [Fact]
    public async Task Shuffled_texts_of_all_languages_are_the_same_records_for_every_cut()
    {
        var random = new Random(7);
        string[] lines = Traces.All.Keys.SelectMany(k => Traces.Text(k).Split('\n')).ToArray();
        for (int round = 0; round < 40; round++)
        {
            random.Shuffle(lines);
            string text = string.Join('\n', lines) + "\n";
            IReadOnlyList<string> whole = await JoinAsync(text, () => int.MaxValue);
            Assert.Equal(whole, await JoinAsync(text, () => random.Next(1, 100)));

            // Nothing is lost and nothing changes places, but for blank lines behind a record.
            string[] sent = string.Join('\n', whole).Split('\n').Where(l => l.Length > 0).ToArray();
            Assert.Equal(lines.Where(l => l.Length > 0), sent);
        }
    }

    [Fact]
    public async Task A_users_expression_begins_each_record()
    {
        using var bench = new PipelineBench(new PipelineOptions
        {
            Grouping = new StartPattern(new TextPattern("^\\d{4}-\\d\\d")),
        });
        using (Lane lane = bench.Pipeline.OpenLane(Some.Stream))
        {
            await PipelineBench.FeedAsync(lane, "begin\n2026-11 a\nb\n\nc\n2026-12 d\n2027-01 e\nf");
            await lane.EndAsync(CancellationToken.None);
        }

        await bench.DrainAsync();
        Assert.Equal(["begin", "2026-11 a\nb\n\nc", "2026-12 d", "2027-01 e\nf"], bench.Sink.Messages);
        Assert.Equal((4L, 6L), (bench.Ledger.Received, bench.Ledger.Fragments));
    }

    [Fact]
    public async Task A_record_goes_on_when_no_line_comes_for_a_while_and_when_it_is_too_old()
    {
        using var bench = new PipelineBench(Traced("java"));
        using Lane lane = bench.Pipeline.OpenLane(Some.Stream);
        await PipelineBench.FeedAsync(lane, "ERROR a\n");
        Assert.Equal(0, bench.Ledger.Received);
        bench.Time.Advance(TimeSpan.FromMilliseconds(900));
        await PipelineBench.FeedAsync(lane, "\tat a.B.c(D.java)\n");
        bench.Time.Advance(TimeSpan.FromMilliseconds(900));
        Assert.Equal(0, bench.Ledger.Received);
        bench.Time.Advance(TimeSpan.FromMilliseconds(200));
        Assert.Equal(1, bench.Ledger.Received);

        for (int i = 0; i < 25; i++)
        {
            await PipelineBench.FeedAsync(lane, "\tat a.B.c(D.java)\n");
            bench.Time.Advance(TimeSpan.FromMilliseconds(500));
        }

        Assert.Equal(2, bench.Ledger.Received);
        lane.Dispose();
        await bench.DrainAsync();
        Assert.Equal(1, bench.Ledger.Dropped[DropReason.Shutdown]);
        Assert.Equal((0L, 0), (bench.Ledger.Pending, bench.Pool.RentedCount));
    }

    [Fact]
    public async Task A_record_has_the_time_of_its_first_line()
    {
        using var bench = new PipelineBench(Traced("java"));
        using (Lane lane = bench.Pipeline.OpenLane(Some.Stream))
        {
            await PipelineBench.FeedAsync(lane, "ERROR a\n");
            bench.Time.Advance(TimeSpan.FromMilliseconds(700));
            await PipelineBench.FeedAsync(lane, "\tat a.B.c(D.java)\n");
            await lane.EndAsync(CancellationToken.None);
        }

        await bench.DrainAsync();
        Assert.Equal(1_795_435_200_000, Assert.Single(bench.Sink.Times));
    }

    [Fact]
    public async Task A_trace_longer_than_a_record_goes_on_in_several_and_no_byte_is_lost()
    {
        using var bench = new PipelineBench(Traced("java") with { MaxRecordSize = 2048 });
        string frame = "\tat a.B.c(D.java)";
        string trace = "ERROR a\n" + string.Join('\n', Enumerable.Repeat(frame, 500));
        using (Lane lane = bench.Pipeline.OpenLane(Some.Stream))
        {
            await PipelineBench.FeedAsync(lane, $"{trace}\n{new string('x', 5000)}\nlast\n");
            await lane.EndAsync(CancellationToken.None);
        }

        await bench.DrainAsync();
        Assert.Equal(5, bench.Sink.Messages.TakeWhile(m => m[0] != 'x').Count());
        Assert.Equal(trace, string.Join('\n', bench.Sink.Messages.TakeWhile(m => m[0] != 'x')));
        Assert.Equal("last", bench.Sink.Messages[^1]);
        Assert.Equal((7L, 7L, 501L), (bench.Ledger.Received, bench.Ledger.Delivered, bench.Ledger.Fragments));
    }

    [Fact]
    public async Task An_expression_looks_at_the_whole_trace()
    {
        using var bench = new PipelineBench(Traced("java") with { Exclude = new TextPattern("SQLException") });
        using (Lane lane = bench.Pipeline.OpenLane(Some.Stream))
        {
            await PipelineBench.FeedAsync(lane, Traces.Text("java"));
            await lane.EndAsync(CancellationToken.None);
        }

        await bench.DrainAsync();
        Assert.Equal(Traces.All["java"].Where(r => !r.Contains("SQLException")), bench.Sink.Messages);
        Assert.Equal(1, bench.Ledger.Filtered);
    }

    [Fact]
    public async Task A_trace_is_redacted_as_a_whole_and_a_line_that_cannot_be_cut_is_withheld_behind_what_is_held()
    {
        using var bench = new PipelineBench(Traced("java") with
        {
            MaxRecordSize = 2048,
            Redaction = RedactorBench.Policy("""
                {"pattern":"MRN\\d+","name":"mrn","action":"erase"},{"pattern":"x+","name":"long","action":"erase"}
                """),
        });
        using (Lane lane = bench.Pipeline.OpenLane(Some.Stream))
        {
            await PipelineBench.FeedAsync(
                lane, $"ERROR MRN0012345\n\tat a.B.c(MRN7.java)\n{new string('x', 5000)}\nlast\n");
            await lane.EndAsync(CancellationToken.None);
        }

        await bench.DrainAsync();
        Assert.Equal(["ERROR [REDACTED:mrn]\n\tat a.B.c([REDACTED:mrn].java)", "last"], bench.Sink.Messages);
        Assert.Equal((3L, 2L), (bench.Ledger.Received, bench.Ledger.Delivered));
        Assert.Equal((1L, 0L), (bench.Ledger.Dropped[DropReason.Withheld], bench.Ledger.Pending));
    }

    [Theory]
    [InlineData(WhenFull.DropOldest)]
    [InlineData(WhenFull.DropNewest)]
    [InlineData(WhenFull.Block)]
    public async Task Many_lanes_in_little_memory_never_hang_and_always_balance(WhenFull policy)
    {
        using var bench = new PipelineBench(Traced("java", "node") with
        {
            MemoryLimit = PipelineOptions.SmallestMemoryLimit,
            WhenFull = policy,
        });
        string text = string.Concat(Enumerable.Repeat(
            Traces.Text("java") + new string('z', 200_000) + "\n" + Traces.Text("node"), 20));
        Task feeding = Task.WhenAll(Enumerable.Range(0, 12).Select(number => Task.Run(async () =>
        {
            using Lane lane = bench.Pipeline.OpenLane(new LogStreamName("g", $"s{number}"));
            await PipelineBench.FeedAsync(lane, text);
            await lane.EndAsync(CancellationToken.None);
        })));
        await bench.RunUntilAsync(() => feeding.IsCompleted);
        await feeding;
        await bench.DrainAsync();

        Assert.Equal((0L, 0), (bench.Ledger.Pending, bench.Pool.RentedCount));
        Assert.True(policy != WhenFull.Block || bench.Ledger.DroppedTotal == 0, bench.Ledger.ToString());
    }

    [Fact]
    public async Task No_ordinary_line_costs_an_allocation()
    {
        using var bench = new PipelineBench(Traced([.. TraceGrouping.Names]));
        using Lane lane = bench.Pipeline.OpenLane(Some.Stream);
        bench.Sink.Script = (_, _) => new(DeliveryResult.Accepted());
        byte[] burst = Encoding.UTF8.GetBytes(
            string.Concat(Enumerable.Range(0, 100).Select(i => $"2026-11-25 14:00 INFO line {i}\n")));
        for (int i = 0; i < 250; i++)
        {
            await FeedAsync(lane, burst);
        }

        await bench.RunUntilAsync(() => bench.Ledger.Delivered == 25_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 50; i++)
        {
            await FeedAsync(lane, burst);
        }

        long perRead = (GC.GetAllocatedBytesForCurrentThread() - before) / 50;
        Assert.True(perRead < 1_000, $"{perRead} bytes for each read of 100 lines");
        await lane.EndAsync(CancellationToken.None);
        lane.Dispose();
        await bench.DrainAsync();
    }

    private static PipelineOptions Traced(params string[] presets) => new() { Grouping = new TraceGrouping(presets) };

    private static async Task FeedAsync(Lane lane, byte[] bytes)
    {
        Memory<byte> buffer = await lane.GetBufferAsync(CancellationToken.None);
        bytes.CopyTo(buffer);
        await lane.AdvanceAsync(bytes.Length, CancellationToken.None);
    }

    private static async Task<IReadOnlyList<string>> JoinAsync(string text, Func<int> sizes)
    {
        using var bench = new PipelineBench(Traced([.. TraceGrouping.Names]));
        using (Lane lane = bench.Pipeline.OpenLane(Some.Stream))
        {
            ReadOnlyMemory<byte> rest = Encoding.UTF8.GetBytes(text);
            while (!rest.IsEmpty)
            {
                Memory<byte> buffer = await lane.GetBufferAsync(CancellationToken.None);
                int count = Math.Min(Math.Min(buffer.Length, rest.Length), sizes());
                rest[..count].CopyTo(buffer);
                rest = rest[count..];
                await lane.AdvanceAsync(count, CancellationToken.None);
            }

            await lane.EndAsync(CancellationToken.None);
        }

        await bench.DrainAsync();
        return bench.Sink.Messages;
    }

    private static void AssertBook(PipelineBench bench, string[] records)
    {
        int joined = records.Where(r => r.Contains('\n')).Sum(r => r.Split('\n').Length);
        Assert.Equal(
            (records.Length, records.Length, joined),
            (bench.Ledger.Received, bench.Ledger.Delivered, (int)bench.Ledger.Fragments));
        Assert.Equal((0L, 0, 0L), (bench.Ledger.Pending, bench.Pool.RentedCount, bench.Pool.Budget.Used));
    }
}
