using System.Diagnostics;
using System.Net.Sockets;
using PhiLens.EndToEnd.Tests.Chaos;
using PhiLens.EndToEnd.Tests.Chaos.Reading;
using PhiLens.EndToEnd.Tests.Chaos.Writers;
using PhiLens.EndToEnd.Tests.Support;

namespace PhiLens.EndToEnd.Tests;

/// <summary>What the process may hold, and what it gives up when that is not enough.</summary>
public sealed class MemoryTests
{
    private const string Down = """{"operation":"PutLogEvents","fault":"unavailable"}""";

    [Fact]
    public async Task Five_hundred_streams_that_are_nearly_empty_stay_within_the_promised_memory()
    {
        const int limit = 16;
        await using LocalAws aws = await LocalAws.StartAsync();
        await using Sidecar sidecar = await Sidecar.StartAsync(
            aws,
            ("PHILENS_MEMORY__LIMIT", $"{limit}MiB"),
            ("PHILENS_SOURCES__FORWARD", "unix:{streams}/fluent.sock"),
            ("PHILENS_CLOUDWATCH__LOGSTREAM", "{tag}"));
        var resident = new ResidentWatch(sidecar.Process);
        var dice = new Random(1);
        await using (NetworkStream client = sidecar.Connect("fluent.sock"))
        {
            for (int i = 0; i < 3_000; i++)
            {
                await client.WriteAsync(
                    ForwardMessage.Of($"app{i % 500}", [LineCode.Make(1, i, 900)], chunk: null, dice, out _));
            }
        }

        (int exitCode, SidecarLedger ledger) = await sidecar.StopAsync();

        Assert.Equal((0, 3_000, 3_000), (exitCode, ledger.Received, ledger.Delivered));
        Assert.InRange(await resident.EndAsync(), 1, ResidentWatch.MostFor(limit));
    }

    [Fact]
    public async Task A_container_over_its_rate_loses_what_exceeds_it_and_says_so_in_its_own_stream()
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        await using Sidecar sidecar = await Sidecar.StartAsync(
            aws,
            ("PHILENS_LIMIT__RATE", "10KiB"),
            ("PHILENS_SOURCES__FIFO", "{streams}/loud.stdout,{streams}/quiet.stdout"),
            ("PHILENS_CLOUDWATCH__LOGSTREAM", "{container}"));
        await using (StreamWriter loud = sidecar.OpenFifo("loud.stdout"))
        await using (StreamWriter quiet = sidecar.OpenFifo("quiet.stdout"))
        {
            await loud.WriteAsync(string.Concat(Enumerable.Repeat(new string('x', 99) + "\n", 5_000)));
            await quiet.WriteAsync(string.Concat(Enumerable.Repeat(new string('x', 99) + "\n", 100)));
        }

        (int exitCode, SidecarLedger ledger) = await sidecar.StopAsync();

        List<string> arrived = await aws.MessagesAsync("loud");
        long dropped = ledger.Dropped["rate"];
        Assert.Equal((3, 5_100, 5_100 - dropped), (exitCode, ledger.Received, ledger.Delivered));
        Assert.Equal(5_000 - dropped, arrived.Count - 1);
        Assert.Equal(
            $"philens: dropped {dropped} records ({dropped * 99} bytes) of container loud over LIMIT__RATE in the last "
            + "minute",
            arrived[^1]);
        Assert.Equal(100, (await aws.MessagesAsync("quiet")).Count);
    }

    /// <summary>5 MB/s of 1 KB lines for 80 s, of which the destination refuses everything for 60 s.</summary>
    [Theory]
    [Trait("Needs", "minutes")]
    [InlineData("drop-oldest")]
    [InlineData("drop-newest")]
    [InlineData("block")]
    public async Task After_a_minute_without_CloudWatch_exactly_the_records_are_missing_that_the_ledger_dropped(
        string whenFull)
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        await using Sidecar sidecar = await Sidecar.StartAsync(
            aws,
            ("PHILENS_MEMORY__LIMIT", "64MiB"),
            ("PHILENS_MEMORY__WHENFULL", whenFull),
            ("PHILENS_SOURCES__FIFO", "{streams}/api.stdout"),
            ("PHILENS_CLOUDWATCH__LOGSTREAM", "s"));
        var resident = new ResidentWatch(sidecar.Process);
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(80));
        var written = new Written(0);
        Task writing = Task.Run(() => Write(sidecar, written, stop.Token));
        await Task.Delay(TimeSpan.FromSeconds(10));
        await aws.InjectAsync(Down);
        await Task.Delay(TimeSpan.FromSeconds(60));
        await aws.HealAsync();
        await writing;

        (int exitCode, SidecarLedger ledger) = await sidecar.StopAsync();

        StoreReading store = await StoreReading.ReadAsync(aws);
        long missing = Enumerable.Range(0, written.Lines).Count(line => store.CopiesOf(0, line) == 0);
        Assert.Empty(new Verdict(ledger, store, [written]).Problems);
        Assert.Equal(ledger.Dropped.GetValueOrDefault("memory"), missing);
        Assert.Equal(whenFull == "block", missing == 0);
        Assert.Equal(missing == 0 ? 0 : 3, exitCode);
        Assert.InRange(await resident.EndAsync(), 1, ResidentWatch.MostFor(64));
    }

    private static void Write(Sidecar sidecar, Written written, CancellationToken stop)
    {
        const int bytesPerSecond = 5_000_000;
        const int length = 999;
        using FileStream pipe = NamedPipe.TryOpenToWrite(sidecar.PathOf("api.stdout"))!;
        long begun = Stopwatch.GetTimestamp();
        long sent = 0;
        while (!stop.IsCancellationRequested)
        {
            byte[] line = LineCode.Make(0, written.Lines, length);
            pipe.Write([.. line, (byte)'\n']);
            written.Wrote();
            sent += length + 1;
            double ahead = ((double)sent / bytesPerSecond) - Stopwatch.GetElapsedTime(begun).TotalSeconds;
            if (ahead > 0.01)
            {
                stop.WaitHandle.WaitOne(TimeSpan.FromSeconds(ahead));
            }
        }
    }
}
