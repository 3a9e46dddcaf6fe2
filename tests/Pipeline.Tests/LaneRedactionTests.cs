using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Delivery;
using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Shaping;
using PhiLens.Pipeline.Tests.Doubles;
using PhiLens.Pipeline.Tests.Redaction;

namespace PhiLens.Pipeline.Tests;

public sealed class LaneRedactionTests
{
    private static readonly PipelineOptions Options = new()
    {
        Redaction = RedactorBench.Policy("""
            {"key":"ssn","action":"erase"},
            {"key":"gone","action":"drop-record"}
            """),
    };

    [Fact]
    public async Task Lines_leave_redacted_and_the_book_counts_what_each_rule_did()
    {
        using var bench = new PipelineBench(Options);
        using (Lane lane = bench.Pipeline.OpenLane(new RecordOrigin("api", "stdout"), Some.Stream))
        {
            await PipelineBench.FeedAsync(
                lane, "{\"ssn\":\"1\",\"a\":{\"ssn\":2}}\nplain\n{\"gone\":1}\n\n{\"ssn\":\"3\"}\n");
        }

        await bench.DrainAsync();
        Assert.Equal(
            ["{\"ssn\":\"[REDACTED:ssn]\",\"a\":{\"ssn\":\"[REDACTED:ssn]\"}}", "plain", "{\"ssn\":\"[REDACTED:ssn]\"}"],
            bench.Sink.Messages);
        Assert.Equal((5L, 3L, 2L, 0L), (
            bench.Ledger.Received, bench.Ledger.Delivered, bench.Ledger.Filtered, bench.Ledger.Pending));
        Assert.Contains("\"redactions\":{\"ssn\":3}", bench.Ledger.ToString(), StringComparison.Ordinal);
        Assert.Equal((0, 0L), (bench.Pool.RentedCount, bench.Pool.Budget.Used));
    }

    [Fact]
    public async Task Rules_hold_for_the_origins_that_they_name()
    {
        PipelineOptions scoped = Options with
        {
            Redaction = RedactorBench.Policy("""{"key":"ssn","action":"erase","containers":["api*"]}"""),
        };
        using var bench = new PipelineBench(scoped);
        foreach (string container in (string[])["web", "api-2"])
        {
            using Lane lane = bench.Pipeline.OpenLane(new RecordOrigin(container, "stdout"), Some.Stream);
            await PipelineBench.FeedAsync(lane, "{\"ssn\":\"1\"}\n");
        }

        await bench.DrainAsync();
        Assert.Equal(["{\"ssn\":\"1\"}", "{\"ssn\":\"[REDACTED:ssn]\"}"], bench.Sink.Messages);
    }

    [Theory]
    [InlineData("log", "{\"ssn\":\"[REDACTED:ssn]\"}")]
    [InlineData(null, """{"log":"{\"ssn\":\"[REDACTED:ssn]\"}"}""")]
    public async Task Forward_records_leave_redacted_whole_or_in_one_key(string? logKey, string expected)
    {
        using var bench = new ForwardBench(Options, logKey);
        await bench.FeedAsync(Wire.Forward(["{\"ssn\":\"1\"}", "{\"gone\":0}"], Wire.Chunk("c")));
        await bench.EndAndDrainAsync();
        Assert.Equal([expected], bench.Messages);
        Assert.Equal((2L, 1L, 1L), (bench.Ledger.Received, bench.Ledger.Delivered, bench.Ledger.Filtered));
        Assert.Equal(["c"], bench.Acks.Chunks);
    }

    [Fact]
    public async Task Several_targets_get_the_record_redacted_and_it_counts_once()
    {
        var second = new LogStreamName("g", "second");
        using var bench = new ForwardBench(
            Options, route: new ForwardRoute([new RouteTarget(Some.Stream, "log"), new RouteTarget(second)]));
        await bench.FeedAsync(Wire.Forward(["{\"ssn\":\"1\"}", "{\"gone\":0}"]));
        await bench.EndAndDrainAsync();
        Assert.Equal(
            ["""{"log":"{\"ssn\":\"[REDACTED:ssn]\"}"}""", "{\"ssn\":\"[REDACTED:ssn]\"}"], bench.Messages.Order());
        Assert.Equal((2L, 1L, 1L), (bench.Ledger.Received, bench.Ledger.Delivered, bench.Ledger.Filtered));
        Assert.Contains("\"redactions\":{\"ssn\":1}", bench.Ledger.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(WhenFull.DropOldest)]
    [InlineData(WhenFull.DropNewest)]
    public async Task A_record_that_memory_cannot_redact_is_lost_and_never_leaves_as_it_is(WhenFull policy)
    {
        PipelineOptions small = Options with
        {
            MemoryLimit = PipelineOptions.SmallestMemoryLimit,
            WhenFull = policy,
            MaxRecordSize = 1024 * 1024,
        };
        using var bench = new PipelineBench(small);
        string record = $"{{\"ssn\":\"1\",\"pad\":\"{new string('x', 1000 * 1000)}\"}}";
        using (Lane lane = bench.Pipeline.OpenLane(Some.Stream))
        {
            var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            bench.Sink.Script = async (_, _) =>
            {
                await held.Task;
                return DeliveryResult.Accepted();
            };
            await PipelineBench.FeedAsync(lane, string.Concat(Enumerable.Repeat(record + "\n", 8)));
            held.SetResult();
        }

        await bench.DrainAsync();
        LedgerSnapshot ledger = bench.Ledger;
        Assert.Equal((8L, 0L), (ledger.Received, ledger.Pending));
        Assert.Equal(8, ledger.Delivered + ledger.DroppedTotal);
        Assert.All(bench.Sink.Messages, m => Assert.DoesNotContain("\"ssn\":\"1\"", m, StringComparison.Ordinal));
        Assert.Equal((0, 0L), (bench.Pool.RentedCount, bench.Pool.Budget.Used));
    }
}
