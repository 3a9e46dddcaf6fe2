using System.Text;
using PhiLens.EndToEnd.Tests.Support;

namespace PhiLens.EndToEnd.Tests;

public sealed class DeliveryTests
{
    private const int Lines = 90_000;
    private const long MemoryLimit = 32 * 1024 * 1024;

    [Fact]
    public async Task A_destination_that_stands_still_for_ten_seconds_loses_nothing_with_block()
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        await using Sidecar sidecar = await StartAsync(aws, "block");

        await WriteWhileStoppedAsync(aws, sidecar);
        long peak = sidecar.Process.PeakResident();
        (int exitCode, SidecarLedger ledger) = await sidecar.StopAsync();

        Assert.Equal((0, Lines, Lines), (exitCode, ledger.Received, ledger.Delivered));
        Assert.Equal(Enumerable.Range(0, Lines), await NumbersAsync(aws));
        Assert.InRange(peak, 1, (25L * 1024 * 1024) + (3 * MemoryLimit / 2));
    }

    [Fact]
    public async Task A_destination_that_stands_still_for_ten_seconds_loses_just_what_drop_oldest_counts()
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        await using Sidecar sidecar = await StartAsync(aws, "drop-oldest");

        await WriteWhileStoppedAsync(aws, sidecar);
        (int exitCode, SidecarLedger ledger) = await sidecar.StopAsync();

        List<int> arrived = await NumbersAsync(aws);
        Assert.Equal(3, exitCode);
        Assert.Equal(Lines, ledger.Received);
        Assert.Equal(arrived.Count, ledger.Delivered);
        Assert.Equal(Lines - arrived.Count, ledger.Dropped["memory"]);
        Assert.Equal(arrived.Distinct().Order(), arrived);
        Assert.Equal(Lines - 1, arrived[^1]);
    }

    [Fact]
    public async Task An_untrusted_certificate_is_never_accepted()
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        await using LocalAws other = await LocalAws.StartAsync();
        await using Sidecar sidecar = await Sidecar.StartAsync(
            aws,
            ("PHILENS_TLS__CAFILE", other.CaFile),
            ("PHILENS_SHUTDOWN__DRAIN", "2s"),
            ("PHILENS_SOURCES__FIFO", "{streams}/api.log"),
            ("PHILENS_CLOUDWATCH__LOGSTREAM", "s"));
        await using (StreamWriter pipe = sidecar.OpenFifo("api.log"))
        {
            await pipe.WriteAsync("secret line\n");
        }

        (int exitCode, SidecarLedger ledger) = await sidecar.StopAsync();

        Assert.Equal((3, 1, 0), (exitCode, ledger.Received, ledger.Delivered));
        Assert.Equal(1, ledger.Dropped["shutdown"]);
        Assert.DoesNotContain(sidecar.Output, line => line.Contains("secret", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"operation":"PutLogEvents","fault":"throttle","count":3}""", 0)]
    [InlineData("""{"operation":"PutLogEvents","fault":"unavailable","count":3}""", 0)]
    [InlineData("""{"operation":"PutLogEvents","fault":"reset-before","count":2}""", 10)]
    [InlineData("""{"operation":"PutLogEvents","fault":"expired-token","count":2}""", 0)]
    [InlineData("""{"operation":"PutLogEvents","fault":"access-denied","count":2}""", 0)]
    [InlineData("""{"operation":"CreateLogGroup","fault":"throttle","count":2}""", 0)]
    [InlineData("""{"operation":"CreateLogStream","fault":"unavailable","count":2}""", 0)]
    public async Task Faults_that_pass_delay_lines_but_lose_none(string fault, int mostAmbiguous)
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        await aws.InjectAsync(fault);
        await using Sidecar sidecar = await Sidecar.StartAsync(
            aws, ("PHILENS_SOURCES__FIFO", "{streams}/api.log"), ("PHILENS_CLOUDWATCH__LOGSTREAM", "s"));
        await using (StreamWriter pipe = sidecar.OpenFifo("api.log"))
        {
            await pipe.WriteAsync(string.Concat(Enumerable.Range(0, 10).Select(i => $"{i} line\n")));
        }

        (int exitCode, SidecarLedger ledger) = await sidecar.StopAsync();

        Assert.Equal((0, 10, 10), (exitCode, ledger.Received, ledger.Delivered));
        Assert.InRange(ledger.Ambiguous, 0, mostAmbiguous);
        Assert.Equal(Enumerable.Range(0, 10), await NumbersAsync(aws));
    }

    [Fact]
    public async Task An_idle_connection_is_closed_before_the_service_would_close_it()
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        await using Sidecar sidecar = await Sidecar.StartAsync(
            aws, ("PHILENS_SOURCES__FIFO", "{streams}/api.log"), ("PHILENS_CLOUDWATCH__LOGSTREAM", "s"));
        int opened;
        await using (StreamWriter pipe = sidecar.OpenFifo("api.log"))
        {
            pipe.AutoFlush = true;
            await pipe.WriteAsync("0 one\n");
            await aws.WaitForAsync("s", messages => messages.Count == 1);
            opened = await aws.ConnectionsOpenedAsync();

            // The service would close it after 6 s: the sidecar must not be writing to it then.
            await Task.Delay(TimeSpan.FromSeconds(5));
            await pipe.WriteAsync("1 two\n");
            await aws.WaitForAsync("s", messages => messages.Count == 2);
        }

        Assert.True(await aws.ConnectionsOpenedAsync() > opened, "the idle connection was used again");
        (int exitCode, SidecarLedger ledger) = await sidecar.StopAsync();
        Assert.Equal((0, 2, 0), (exitCode, ledger.Delivered, ledger.Ambiguous));
    }

    [Fact]
    public async Task A_lost_answer_doubles_records_and_the_ledger_says_how_many_may_be_double()
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        await aws.InjectAsync("""{"operation":"PutLogEvents","fault":"reset-after","count":1,"skip":1}""");
        await using Sidecar sidecar = await Sidecar.StartAsync(
            aws, ("PHILENS_SOURCES__FIFO", "{streams}/api.log"), ("PHILENS_CLOUDWATCH__LOGSTREAM", "s"));
        await using (StreamWriter pipe = sidecar.OpenFifo("api.log"))
        {
            await pipe.WriteAsync("0 one\n1 two\n2 three\n");
        }

        (int exitCode, SidecarLedger ledger) = await sidecar.StopAsync();

        Assert.Equal((0, 3, 3, 3), (exitCode, ledger.Received, ledger.Delivered, ledger.Ambiguous));
        Assert.Equal([0, 1, 2, 0, 1, 2], await NumbersAsync(aws));
    }

    [Fact]
    public async Task Rejected_events_are_counted_each_for_its_reason()
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        await aws.InjectAsync(
            """{"operation":"PutLogEvents","fault":"reject","tooOldEnd":2,"tooNewStart":9,"skip":1,"count":1}""");
        await using Sidecar sidecar = await Sidecar.StartAsync(
            aws, ("PHILENS_SOURCES__FIFO", "{streams}/api.log"), ("PHILENS_CLOUDWATCH__LOGSTREAM", "s"));
        await using (StreamWriter pipe = sidecar.OpenFifo("api.log"))
        {
            await pipe.WriteAsync(string.Concat(Enumerable.Range(0, 10).Select(i => $"{i} line\n")));
        }

        (int exitCode, SidecarLedger ledger) = await sidecar.StopAsync();

        Assert.Equal((3, 10, 7), (exitCode, ledger.Received, ledger.Delivered));
        Assert.Equal((2, 1), (ledger.Dropped["too_old"], ledger.Dropped["too_new"]));
        Assert.Equal(Enumerable.Range(2, 7), await NumbersAsync(aws));
    }

    [Fact]
    public async Task A_group_that_is_deleted_while_running_is_made_again_as_it_was_asked_for()
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        await using Sidecar sidecar = await Sidecar.StartAsync(
            aws, ("PHILENS_SOURCES__FIFO", "{streams}/api.log"), ("PHILENS_CLOUDWATCH__LOGSTREAM", "s"));
        await using (StreamWriter pipe = sidecar.OpenFifo("api.log"))
        {
            await pipe.WriteAsync("0 before\n");
            await aws.WaitForAsync("s", messages => messages.Count == 1);
            await aws.ResetAsync();
            await pipe.WriteAsync("1 after\n");
        }

        (int exitCode, SidecarLedger ledger) = await sidecar.StopAsync();

        Assert.Equal((0, 2, 2), (exitCode, ledger.Received, ledger.Delivered));
        Assert.Equal([1], await NumbersAsync(aws));
    }

    [Fact]
    public async Task Compressed_bodies_arrive_as_they_were_written()
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        await using Sidecar sidecar = await Sidecar.StartAsync(
            aws,
            ("PHILENS_CLOUDWATCH__COMPRESSION", "gzip"),
            ("PHILENS_SOURCES__FIFO", "{streams}/api.log"),
            ("PHILENS_CLOUDWATCH__LOGSTREAM", "s"));
        await using (StreamWriter pipe = sidecar.OpenFifo("api.log"))
        {
            await WriteLinesAsync(pipe, 10_000);
        }

        (int exitCode, SidecarLedger ledger) = await sidecar.StopAsync();

        Assert.Equal((0, 10_000, 10_000), (exitCode, ledger.Received, ledger.Delivered));
        Assert.Equal(Enumerable.Range(0, 10_000), await NumbersAsync(aws));
    }

    private static Task<Sidecar> StartAsync(LocalAws aws, string whenFull) => Sidecar.StartAsync(
        aws,
        ("PHILENS_SOURCES__FIFO", "{streams}/api.log"),
        ("PHILENS_CLOUDWATCH__LOGSTREAM", "s"),
        ("PHILENS_MEMORY__LIMIT", $"{MemoryLimit}"),
        ("PHILENS_RECORDS__MAXSIZE", "1MiB"),
        ("PHILENS_MEMORY__WHENFULL", whenFull));

    /// <summary>Writes far more than memory holds, the destination standing still for ten seconds meanwhile.</summary>
    private static async Task WriteWhileStoppedAsync(LocalAws aws, Sidecar sidecar)
    {
        await using StreamWriter pipe = sidecar.OpenFifo("api.log");
        await pipe.WriteAsync("0 first\n");
        await aws.WaitForAsync("s", messages => messages.Count == 1);
        aws.Stop();
        Task writing = Task.Run(() => WriteLinesAsync(pipe, Lines, from: 1));
        await Task.Delay(TimeSpan.FromSeconds(10));
        aws.Continue();
        await writing.WaitAsync(TimeSpan.FromSeconds(60));
    }

    private static async Task WriteLinesAsync(StreamWriter pipe, int count, int from = 0)
    {
        var text = new StringBuilder();
        for (int i = from; i < count; i++)
        {
            text.Append(i).Append(' ').Append('x', 900).Append('\n');
            if (i % 50 == 0 || i == count - 1)
            {
                await pipe.WriteAsync(text.ToString());
                text.Clear();
            }
        }
    }

    private static async Task<List<int>> NumbersAsync(LocalAws aws) =>
        (await aws.MessagesAsync("s")).ConvertAll(m => int.Parse(m.AsSpan(0, m.IndexOf(' ')), null));
}
