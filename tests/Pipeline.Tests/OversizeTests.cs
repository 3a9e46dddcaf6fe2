using System.Text;
using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Tests.Doubles;

namespace PhiLens.Pipeline.Tests;

/// <summary>Records that are longer than one event.</summary>
public sealed class OversizeTests
{
    private const int Limit = 100;

    [Theory]
    [InlineData(Limit)]
    [InlineData(Limit + 10)]
    [InlineData(250)]
    [InlineData(1023)]
    [InlineData(5000)]
    public async Task Marked_parts_fit_and_are_numbered_and_together_are_the_record(int length)
    {
        string text = Text(length);
        List<string> events = await DeliverAsync(Oversize.SplitMarked, text);

        if (Encoding.UTF8.GetByteCount(text) <= Limit)
        {
            Assert.Equal([text], events);
            return;
        }

        Assert.All(events, e => Assert.InRange(Encoding.UTF8.GetByteCount(e), 1, Limit));
        IEnumerable<string> markers =
            Enumerable.Range(1, events.Count).Select(i => $" [part {i}{(i < events.Count ? "" : ", last")}]");
        Assert.Equal(text, string.Concat(events.Zip(markers, Unmark)));
    }

    [Fact]
    public async Task A_truncated_record_is_one_event_that_says_so()
    {
        foreach (int length in new[] { Limit + 10, 1023, 5000 })
        {
            string text = Text(length);

            string only = Assert.Single(await DeliverAsync(Oversize.Truncate, text));

            Assert.InRange(Encoding.UTF8.GetByteCount(only), Limit - 24, Limit);
            Assert.StartsWith(Unmark(only, " [truncated]"), text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_record_that_fits_is_left_as_it_is()
    {
        string text = new('x', Limit);

        Assert.Equal([text], await DeliverAsync(Oversize.Truncate, text));
        Assert.Equal([text], await DeliverAsync(Oversize.SplitMarked, text));
    }

    private static string Text(int bytes) =>
        string.Concat(Enumerable.Repeat("é€🩺a", (bytes / 10) + 1))[..^1][..(bytes * 5 / 10 / 5 * 5)];

    private static string Unmark(string text, string marker)
    {
        Assert.EndsWith(marker, text, StringComparison.Ordinal);
        return text[..^marker.Length];
    }

    private static async Task<List<string>> DeliverAsync(Oversize oversize, string text)
    {
        using var bench = new PipelineBench(new PipelineOptions
        {
            MaxRecordSize = 1024,
            Oversize = oversize,
            BatchLimits = new BatchLimits { MaxBytes = Limit + 26 },
        });
        using (Lane lane = bench.Pipeline.OpenLane(Some.Stream, new LogStreamName("g", "second")))
        {
            await PipelineBench.FeedAsync(lane, text + "\nnext\n");
        }

        await bench.DrainAsync();

        Assert.Equal((2, 2, 0), (bench.Ledger.Received, bench.Ledger.Delivered, bench.Ledger.Pending));
        string[] first = Of(Some.Stream);
        Assert.Equal(first, Of(new LogStreamName("g", "second")));
        Assert.Equal("next", first[^1]);
        return [.. first[..^1]];

        string[] Of(LogStreamName stream) =>
            [.. bench.Sink.Accepted.Where(a => a.Destination == stream).Select(a => a.Message)];
    }
}
