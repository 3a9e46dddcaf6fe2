using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using PhiLens.Pipeline.Batching;
using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Tests.Doubles;

namespace PhiLens.Pipeline.Tests.Batching;

public sealed class PackedForwardTests
{
    private const long Time = 1_795_435_200_123;

    /// <summary>[EventTime 1795435200 s, 123 ms, …</summary>
    private static readonly byte[] Start = [0x92, 0xD7, 0x00, 0x6B, 0x04, 0x2A, 0xC0, 0x07, 0x54, 0xD4, 0xC0];

    [Fact]
    public void A_line_becomes_a_record_that_names_where_it_comes_from()
    {
        var stream = new LogStreamName("tcp:a:1", "tag") { Container = "api", Source = "stdout" };

        byte[] entry = Write(stream, Encoding.UTF8.GetBytes("hello"), isWhole: false);

        Assert.Equal(
            [
                .. Start, 0x83, 0xAE, .. "container_name"u8, 0xA3, .. "api"u8, 0xA6, .. "source"u8, 0xA6, .. "stdout"u8,
                0xA3, .. "log"u8, 0xA5, .. "hello"u8,
            ],
            entry);
    }

    [Theory]
    [InlineData(31, new byte[] { 0xBF })]
    [InlineData(32, new byte[] { 0xD9, 32 })]
    [InlineData(255, new byte[] { 0xD9, 255 })]
    [InlineData(256, new byte[] { 0xDA, 1, 0 })]
    [InlineData(65_535, new byte[] { 0xDA, 255, 255 })]
    [InlineData(65_536, new byte[] { 0xDB, 0, 1, 0, 0 })]
    public void Text_has_the_shortest_header_and_its_own_bytes_even_if_they_are_no_text(int length, byte[] header)
    {
        byte[] line = Enumerable.Repeat((byte)0xFF, length).ToArray();

        Assert.Equal([.. Start, 0x81, 0xA3, .. "log"u8, .. header, .. line], Write(Some.Stream, line, isWhole: false));
    }

    [Fact]
    public void A_whole_record_becomes_a_map_again()
    {
        byte[] entry = Write(
            Some.Stream,
            """
            {"n":null,"t":[true,false],"i":[0,127,128,-32,-33,4294967296,18446744073709551615],"r":1.0,
            "s":"a\"é\u00e9\n\ud83d\ude00"}
            """u8,
            isWhole: true);

        Assert.Equal(
            [
                .. Start, 0xDE, 0, 5,
                0xA1, (byte)'n', 0xC0,
                0xA1, (byte)'t', 0xDC, 0, 2, 0xC3, 0xC2,
                0xA1, (byte)'i', 0xDC, 0, 7, 0, 127, 0xD2, 0, 0, 0, 128, 0xE0, 0xD2, 255, 255, 255, 0xDF,
                0xD3, 0, 0, 0, 1, 0, 0, 0, 0, 0xCF, 255, 255, 255, 255, 255, 255, 255, 255,
                0xA1, (byte)'r', 0xCB, 0x3F, 0xF0, 0, 0, 0, 0, 0, 0,
                0xA1, (byte)'s', 0xAB, .. "a\"éé\n😀"u8,
            ],
            entry);
    }

    [Theory]
    [InlineData("{\"a\":1")]
    [InlineData("{\"a\":1}}")]
    [InlineData("[1]")]
    [InlineData("plain text")]
    [InlineData("{\"a\":\"\\ud800\"")]
    public void What_is_no_object_any_more_is_sent_as_text(string message)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(message);

        Assert.Equal(
            Write(Some.Stream, bytes, isWhole: false),
            Write(Some.Stream, bytes, isWhole: true));
    }

    [Fact]
    public void Deeper_nesting_than_is_read_and_more_members_than_are_counted_become_text()
    {
        string deep = string.Concat(Enumerable.Repeat("{\"a\":", 65)) + "1" + new string('}', 65);
        string wide = "{\"a\":[" + string.Join(',', Enumerable.Repeat("1", 65_536)) + "]}";

        foreach (byte[] message in new[] { Encoding.UTF8.GetBytes(deep), Encoding.UTF8.GetBytes(wide) })
        {
            Assert.Equal(Write(Some.Stream, message, isWhole: false), Write(Some.Stream, message, isWhole: true));
        }
    }

    [Fact]
    public void A_line_that_looks_like_JSON_stays_a_line()
    {
        Assert.Equal(
            [.. Start, 0x81, 0xA3, .. "log"u8, 0xA7, .. "{\"a\":1}"u8],
            Write(Some.Stream, "{\"a\":1}"u8, isWhole: false));
    }

    [Fact]
    public void Random_objects_mean_the_same_afterwards_and_across_the_borders_of_blocks()
    {
        var random = new Random(20261124);
        for (int i = 0; i < 2000; i++)
        {
            int size = i % 50 == 0 ? 200_000 : 300;
            var node = new JsonObject { ["k"] = RandomJson.Node(random, depth: 5, longest: size) };
            byte[] json = Encoding.UTF8.GetBytes(node.ToJsonString());

            byte[] entry = Write(Some.Stream, json, isWhole: true);

            var cursor = new MessagePackCursor(entry.AsSpan(Start.Length));
            JsonNode? read = RandomJson.Read(ref cursor);
            Assert.True(cursor.IsAtEnd);
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), read), $"object {i}");
        }
    }

    [Fact]
    public void Damaged_objects_are_one_whole_value_all_the_same()
    {
        var random = new Random(20261124);
        for (int i = 0; i < 5000; i++)
        {
            var node = new JsonObject { ["k"] = RandomJson.Node(random, depth: 4, longest: 50) };
            byte[] json = Encoding.UTF8.GetBytes(node.ToJsonString());
            for (int damage = random.Next(1, 4); damage > 0; damage--)
            {
                json[random.Next(1, json.Length)] = (byte)random.Next(256);
            }

            byte[] entry = Write(Some.Stream, json, isWhole: true);

            var cursor = new MessagePackCursor(entry);
            Assert.Equal(MessagePackStatus.Complete, cursor.ReadWhole(out _));
            Assert.True(cursor.IsAtEnd);
        }
    }

    [Fact]
    public void A_batch_closes_before_its_bytes_as_sent_would_pass_the_limit()
    {
        BlockPool pool = Some.Pool();
        List<EventBatch> batches = Fill(pool, BatchLimits.Forward with { MaxBytes = 100 }, events: 9);

        // An entry has 11 bytes of time, 5 of the map and its key, and 11 of text: three of them fit.
        Assert.Equal([3, 3, 3], batches.Select(b => b.EventCount));
        Assert.All(batches, b => Assert.True(b.BodySha256.IsEmpty));
        batches.ForEach(b => b.Release());
        Assert.Equal(0, pool.RentedCount);
    }

    [Fact]
    public void Nothing_is_left_behind_when_memory_ends_within_an_entry()
    {
        BlockPool pool = Some.Pool(limit: 80 * 1024);
        var output = Channel.CreateUnbounded<EventBatch>();
        using var builder = new BatchBuilder(
            Some.Stream, pool, BatchLimits.Forward, TimeProvider.System, new BatchSequence(), output.Writer);
        byte[] json = Encoding.UTF8.GetBytes($"{{\"a\":\"{new string('x', 90_000)}\"}}");

        Assert.False(builder.TryAppend(new LogRecord(json, Time) { IsWhole = true }));
        Assert.True(builder.TryAppend(new LogRecord("small"u8, Time)));
        builder.Flush();

        Assert.True(output.Reader.TryRead(out EventBatch? batch));
        Assert.Equal([.. Start, 0x81, 0xA3, .. "log"u8, 0xA5, .. "small"u8], Bodies.Bytes(batch));
        batch.Release();
    }

    [Fact]
    public void Writing_allocates_nothing_for_a_record()
    {
        BlockPool pool = Some.Pool();
        var output = Channel.CreateUnbounded<EventBatch>();
        using var builder = new BatchBuilder(
            Some.Stream, pool, BatchLimits.Forward, TimeProvider.System, new BatchSequence(), output.Writer);
        ReadOnlySpan<byte> json = """{"log":"a \"quoted\" line\n","n":[1,2.5,{"a":null}]}"""u8;
        long before = 0;
        for (int i = 0; i < 3000; i++)
        {
            before = i == 2000 ? GC.GetAllocatedBytesForCurrentThread() : before;
            Assert.True(builder.TryAppend(new LogRecord(json, Time) { IsWhole = i % 2 == 0 }));
        }

        // What the batch itself takes: a block or two and an index that doubles, but nothing for each of 1000 records.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 300_000);
    }

    private static List<EventBatch> Fill(BlockPool pool, BatchLimits limits, int events)
    {
        var output = Channel.CreateUnbounded<EventBatch>();
        using (var builder = new BatchBuilder(
            Some.Stream, pool, limits, TimeProvider.System, new BatchSequence(), output.Writer))
        {
            for (int i = 0; i < events; i++)
            {
                Assert.True(builder.TryAppend(new LogRecord(
                    Encoding.UTF8.GetBytes(i.ToString("D10", CultureInfo.InvariantCulture)), Time)));
            }
        }

        List<EventBatch> batches = [];
        while (output.Reader.TryRead(out EventBatch? batch))
        {
            batches.Add(batch);
        }

        return batches;
    }

    private static byte[] Write(LogStreamName stream, ReadOnlySpan<byte> message, bool isWhole)
    {
        BlockPool pool = Some.Pool();
        var output = Channel.CreateUnbounded<EventBatch>();
        using var builder = new BatchBuilder(
            stream, pool, BatchLimits.Forward, TimeProvider.System, new BatchSequence(), output.Writer);
        Assert.True(builder.TryAppend(new LogRecord(message, Time) { HasOwnTime = true, IsWhole = isWhole }));
        builder.Flush();
        Assert.True(output.Reader.TryRead(out EventBatch? batch));
        byte[] bytes = Bodies.Bytes(batch);
        batch.Release();
        Assert.Equal(0, pool.RentedCount);
        return bytes;
    }
}
