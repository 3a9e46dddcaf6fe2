using System.Text;
using System.Text.Json;
using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Delivery;
using PhiLens.Pipeline.Framing.Forward;
using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Shaping;
using PhiLens.Pipeline.Tests.Doubles;

namespace PhiLens.Pipeline.Tests;

public sealed class ForwardLaneTests
{
    private const int RecordsOfRecording = 512;

    public static TheoryData<int> Cuts => [0, 1, -1, -2];

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task The_recording_gives_the_same_records_however_it_is_cut(int cut)
    {
        using var bench = new ForwardBench();
        var random = new Random(cut);
        Func<int>? sizes = cut switch { 0 => null, > 0 => () => cut, _ => () => random.Next(1, 20_000) };
        Assert.Equal(MalformedReason.None, await bench.FeedAsync(Recording.Bytes, sizes));
        await bench.EndAndDrainAsync();

        LedgerSnapshot ledger = bench.Ledger;
        Assert.Equal((RecordsOfRecording, 9L), (ledger.Received, ledger.Fragments));
        Assert.Equal((RecordsOfRecording - 1, 1L), (ledger.Delivered, ledger.Filtered));
        Assert.Equal(
            Enumerable.Range(1, 500).Select(i => $"burst {i}"),
            bench.Messages.Where(m => m.StartsWith("burst ", StringComparison.Ordinal)));
        Assert.Single(bench.Messages, m => m.Length == 16_396 && m.Contains("987-65-4321", StringComparison.Ordinal));
        Assert.Single(bench.Messages, m => Encoding.UTF8.GetByteCount(m) == 16_389 && m.Contains('é'));
        Assert.Single(bench.Messages, m => m.Length == 20_004);
        Assert.Equal(2, bench.Messages.Count(m => m.Length == 16_384));
        Assert.Contains("carriage\r", bench.Messages);
    }

    [Fact]
    public async Task A_whole_record_is_json_in_the_order_of_its_keys_with_the_fields_of_its_route()
    {
        var route = new ForwardRoute(Some.Stream, fields: [new("ecs_cluster", "clinic \"7\""), new("k", "v")]);
        using var bench = new ForwardBench(route: route);
        byte[] record = Wire.Map(
            ("log", Wire.Text([0x61, 0xFF, 0x22])), ("n", [0xD0, 0x9C]),
            ("big", [0xCF, 255, 255, 255, 255, 255, 255, 255, 255]),
            ("f", [0xCB, 0x3F, 0xB9, 0x99, 0x99, 0x99, 0x99, 0x99, 0x9A]), ("w", [0xCA, 0x40, 0, 0, 0]), ("z", [0xC0]),
            ("yes", [0xC3]), ("list", Wire.Array([1], Wire.Map(("a", Wire.Binary([0x62]))))), ("x", [0xD4, 5, 0xAB]));
        await bench.FeedAsync(Wire.Array(Wire.Text("app"), Wire.Seconds(Wire.Noon), record));
        await bench.EndAndDrainAsync();

        string message = Assert.Single(bench.Messages);
        Assert.Equal(
            """{"log":"a�\"","n":-100,"big":18446744073709551615,"f":0.1,"w":2.0,"z":null,"yes":true,""" +
            """ "list":[1,{"a":"b"}],"x":"ab","ecs_cluster":"clinic \"7\"","k":"v"}""".TrimStart(),
            message);
        using JsonDocument parsed = JsonDocument.Parse(message);
    }

    [Fact]
    public async Task The_recording_as_whole_records_is_json_without_the_keys_of_fragments()
    {
        using var bench = new ForwardBench(logKey: null);
        await bench.FeedAsync(Recording.Bytes);
        await bench.EndAndDrainAsync();

        Assert.Equal(RecordsOfRecording, bench.Messages.Count);
        foreach (string message in bench.Messages)
        {
            using JsonDocument record = JsonDocument.Parse(message);
            Assert.Equal(
                ["container_id", "container_name", "log", "source"],
                record.RootElement.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task A_record_without_the_one_key_is_left_out_and_reported()
    {
        using var bench = new ForwardBench(logKey: "other");
        await bench.FeedAsync(Wire.Message("a"));
        await bench.EndAndDrainAsync();

        Assert.Empty(bench.Messages);
        Assert.Equal((1, 1), (bench.Ledger.Received, bench.Ledger.Filtered));
        Assert.Contains("log key missing", bench.Bench.Listener.Heard);
    }

    [Fact]
    public async Task A_line_whose_last_fragment_does_not_come_goes_on_after_its_time()
    {
        using var bench = new ForwardBench();
        await bench.FeedAsync(Fragment("begin", id: "a", last: false));
        Assert.Equal(0, bench.Ledger.Received);
        bench.Bench.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal((1, 1), (bench.Ledger.Received, bench.Ledger.Fragments));
        await bench.EndAndDrainAsync();
        Assert.Equal(["begin"], bench.Messages);
    }

    [Fact]
    public async Task A_line_longer_than_a_record_goes_on_in_pieces_and_is_one_record()
    {
        using var bench = new ForwardBench(new PipelineOptions { MaxRecordSize = 100 * 1024 });
        string whole = string.Concat(Enumerable.Range(0, 20).Select(i => new string((char)('a' + i), 16_383) + "é"));
        byte[] bytes = Encoding.UTF8.GetBytes(whole);
        for (int at = 0; at < bytes.Length; at += 16_384)
        {
            byte[] part = bytes[at..Math.Min(bytes.Length, at + 16_384)];
            await bench.FeedAsync(Fragment(part, "a", last: at + 16_384 >= bytes.Length));
        }

        await bench.EndAndDrainAsync();
        Assert.Equal(whole, string.Concat(bench.Messages));
        Assert.True(bench.Messages.Count > 2);
        Assert.Equal((1, 1), (bench.Ledger.Received, bench.Ledger.Delivered));
    }

    [Fact]
    public async Task Too_many_open_lines_push_out_the_oldest()
    {
        using var bench = new ForwardBench();
        for (int i = 0; i < 70; i++)
        {
            await bench.FeedAsync(Fragment($"line {i}", $"id {i}", last: false));
        }

        Assert.Equal(6, bench.Ledger.Received);
        await bench.EndAndDrainAsync();
        Assert.Equal(Enumerable.Range(0, 70).Select(i => $"line {i}"), bench.Messages);
    }

    [Fact]
    public async Task Lines_that_are_open_when_the_connection_is_cut_off_are_in_the_book()
    {
        using var bench = new ForwardBench();
        await bench.FeedAsync(Wire.Join(Fragment("begin", "a", last: false), Wire.Message("whole")));
        await bench.CutOffAndDrainAsync();

        Assert.Equal(1, bench.Ledger.Dropped[DropReason.Shutdown]);
        Assert.Equal(["whole"], bench.Messages);
    }

    [Fact]
    public async Task Mutated_recordings_never_crash_or_leak_or_unbalance_the_book()
    {
        var random = new Random(2026);
        int start = 0;
        for (int round = 0; round < 1_500; round++)
        {
            start = random.Next(Recording.Bytes.Length - 60_000);
            byte[] bytes = Mutated(Recording.Bytes.AsSpan(round % 2 == 0 ? 0 : start, random.Next(1, 60_000)), random);
            using var bench = new ForwardBench(logKey: round % 3 == 0 ? "log" : null);
            await bench.FeedAsync(bytes, () => random.Next(1, 20_000));
            if (round % 4 == 0)
            {
                await bench.CutOffAndDrainAsync();
            }
            else
            {
                await bench.EndAndDrainAsync();
            }
        }
    }

    [Theory]
    [InlineData(WhenFull.DropOldest)]
    [InlineData(WhenFull.DropNewest)]
    [InlineData(WhenFull.Block)]
    public async Task Many_connections_in_little_memory_never_hang_and_always_balance(WhenFull policy)
    {
        using var bench = new PipelineBench(
            new PipelineOptions { MemoryLimit = PipelineOptions.SmallestMemoryLimit, WhenFull = policy });
        bench.Sink.Script = (_, number) => new(
            number % 3 == 0 ? DeliveryResult.Retry(RetryCause.Throttled) : DeliveryResult.Accepted());
        byte[] packed = Wire.Compressed(
            Wire.Gzip(Wire.Join(Enumerable.Range(0, 300).Select(i => Wire.Entry(new string('p', i * 9))).ToArray())));

        Task feeding = Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(async () =>
        {
            var stream = new LogStreamName("g", $"s{number}");
            var router = new FixedRouter(new ForwardRoute(stream, number % 2 == 0 ? "log" : null));
            using ForwardLane lane = bench.Pipeline.OpenForwardLane(router, new CollectingAcks());
            for (int i = 0; i < 3; i++)
            {
                await ForwardBench.FeedAsync(lane, Recording.Bytes);
                await ForwardBench.FeedAsync(lane, packed);
                await ForwardBench.FeedAsync(lane, Wire.Message(new string('m', 300_000)));
            }

            await lane.EndAsync(CancellationToken.None);
        })));
        await bench.RunUntilAsync(() => feeding.IsCompleted);
        await feeding;
        await bench.DrainAsync();

        Assert.Equal(0, bench.Ledger.Pending);
        Assert.Equal(0, bench.Pool.RentedCount);
        if (policy == WhenFull.Block)
        {
            // Played again in time, the recording goes on with the line whose end never came.
            const int records = 8 * 3 * (RecordsOfRecording + 301);
            Assert.InRange(bench.Ledger.Received, records - (8 * 2), records);
            Assert.Equal(0, bench.Ledger.DroppedTotal);
        }
    }

    [Fact]
    public async Task Connections_that_wait_for_room_do_not_wake_each_other()
    {
        using var bench = new PipelineBench(
            new PipelineOptions { MemoryLimit = PipelineOptions.SmallestMemoryLimit, WhenFull = WhenFull.Block });
        var free = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Sink.Script = async (_, _) =>
        {
            await free.Task;
            return DeliveryResult.Accepted();
        };
        byte[] message = Wire.Message(new string('m', 3_000));
        Task feeding = Task.WhenAll(Enumerable.Range(0, 2).Select(number => Task.Run(async () =>
        {
            var router = new FixedRouter(new ForwardRoute(new LogStreamName("g", $"s{number}")));
            using ForwardLane lane = bench.Pipeline.OpenForwardLane(router, new CollectingAcks());
            for (int i = 0; i < 2_000; i++)
            {
                await ForwardBench.FeedAsync(lane, message);
            }
        })));
        await bench.RunUntilAsync(() => bench.Pool.Budget.Used > bench.Pool.Budget.Limit - (256 * 1024));

        // Time stands still and nothing is delivered: soon all wait, and nobody wakes anybody any more.
        int windows = 0;
        for (bool isQuiet = false; !isQuiet; windows++)
        {
            Assert.True(windows < 50, "somebody is woken again and again");
            Task released = bench.Pool.Budget.NextReleaseAsync();
            isQuiet = await Task.WhenAny(released, Task.Delay(300)) != released;
            await Task.Delay(isQuiet ? 0 : 100);
        }

        free.SetResult();
        await bench.RunUntilAsync(() => feeding.IsCompleted);
        await feeding;
        await bench.DrainAsync();
        Assert.Equal((4_000, 0), (bench.Ledger.Delivered, bench.Ledger.DroppedTotal));
    }

    [Fact]
    public async Task No_record_costs_an_allocation()
    {
        using var bench = new ForwardBench(logKey: null);
        byte[] burst = Wire.Join(Enumerable.Range(0, 100).Select(i => Wire.Message($"line {i}")).ToArray());
        bench.Bench.Sink.Script = (_, _) => new(DeliveryResult.Accepted());
        for (int i = 0; i < 250; i++)
        {
            await bench.FeedAsync(burst);
        }

        // The pool has blocks now; those of the next batch come from there.
        await bench.Bench.RunUntilAsync(() => bench.Ledger.Delivered == 25_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 50; i++)
        {
            await bench.FeedAsync(burst);
        }

        long perRead = (GC.GetAllocatedBytesForCurrentThread() - before) / 50;
        Assert.True(perRead < 1_000, $"{perRead} bytes for each read of 100 records");
        Assert.Equal(1, bench.Router.Asked);
        await bench.EndAndDrainAsync();
    }

    private static byte[] Mutated(ReadOnlySpan<byte> source, Random random)
    {
        List<byte> bytes = [.. source];
        for (int i = random.Next(6); i >= 0; i--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(3))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(bytes.Count - at - 1, random.Next(1, 40)));
                    break;
                default:
                    bytes.InsertRange(at, Some.Bytes(random, random.Next(1, 40)));
                    break;
            }
        }

        return [.. bytes];
    }

    private static byte[] Fragment(string text, string id, bool last) =>
        Fragment(Encoding.UTF8.GetBytes(text), id, last);

    private static byte[] Fragment(byte[] text, string id, bool last) => Wire.Array(
        Wire.Text("app"),
        Wire.Seconds(Wire.Noon),
        Wire.Map(
            ("container_id", Wire.Text("c")),
            ("source", Wire.Text("stdout")),
            ("log", Wire.Text(text)),
            ("partial_message", Wire.Text("true")),
            ("partial_id", Wire.Text(id)),
            ("partial_last", Wire.Text(last ? "true" : "false"))));
}
