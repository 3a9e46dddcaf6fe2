using System.Net.Sockets;
using PhiLens.EndToEnd.Tests.Support;

namespace PhiLens.EndToEnd.Tests;

public sealed class ShutdownTests
{
    private const string Unavailable = """{"operation":"PutLogEvents","fault":"unavailable"}""";

    [Fact]
    public async Task Full_memory_with_block_never_keeps_it_from_stopping_in_time()
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        await aws.InjectAsync(Unavailable);
        await using Sidecar sidecar = await Sidecar.StartAsync(
            aws,
            ("PHILENS_MEMORY__LIMIT", "5MiB"),
            ("PHILENS_MEMORY__WHENFULL", "block"),
            ("PHILENS_SHUTDOWN__DRAIN", "2s"),
            ("PHILENS_SOURCES__FIFO", "{streams}/api.log"));
        await using StreamWriter pipe = sidecar.OpenFifo("api.log");
        Task writing = Task.Run(async () =>
        {
            for (int i = 0; i < 3_000; i++)
            {
                await pipe.WriteAsync(new string('x', 6_000) + "\n");
            }
        });
        await sidecar.WaitForMetricAsync("philens_memory_used_bytes", used => used > 4.9 * 1024 * 1024);

        (int exitCode, SidecarLedger ledger) = await sidecar.StopAsync();

        Assert.Equal(3, exitCode);
        Assert.True(ledger.Dropped["shutdown"] > 0);
        Assert.Equal(0, ledger.Pending);
        await Assert.ThrowsAnyAsync<IOException>(() => writing);
    }

    [Fact]
    public async Task A_line_of_control_characters_fits_in_the_smallest_memory_and_drops_nothing()
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        await using Sidecar sidecar = await Sidecar.StartAsync(
            aws,
            ("PHILENS_MEMORY__LIMIT", "4MiB"),
            ("PHILENS_MEMORY__WHENFULL", "block"),
            ("PHILENS_SOURCES__FIFO", "{streams}/api.log"),
            ("PHILENS_CLOUDWATCH__LOGSTREAM", "s"));
        string line = new('\u0001', 1_000_000);
        await using (StreamWriter pipe = sidecar.OpenFifo("api.log"))
        {
            await pipe.WriteAsync($"before\n{line}\nafter\n");
        }

        (int exitCode, SidecarLedger ledger) = await sidecar.StopAsync();

        Assert.Equal((0, 3, 3), (exitCode, ledger.Received, ledger.Delivered));
        Assert.Equal(line, string.Concat((await aws.MessagesAsync("s"))[1..^1]));
    }

    [Fact]
    public async Task Everything_that_writers_wrote_before_the_time_to_read_was_over_is_in_the_book()
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        await using Sidecar sidecar = await Sidecar.StartAsync(
            aws,
            ("PHILENS_SHUTDOWN__DRAIN", "0s"),
            ("PHILENS_SOURCES__FIFO", "{streams}/api.log"),
            ("PHILENS_SOURCES__LINES", "unix:{streams}/api.sock"));
        await using StreamWriter pipe = sidecar.OpenFifo("api.log");
        await using NetworkStream socket = sidecar.Connect("api.sock");
        await pipe.WriteAsync("one\ntwo\n");
        await socket.WriteAsync("three\nfour"u8.ToArray());

        (int _, SidecarLedger ledger) = await sidecar.StopAsync();

        Assert.Equal(4, ledger.Received);
        await Assert.ThrowsAnyAsync<IOException>(() => pipe.WriteAsync("too late\n"));
    }

    [Fact]
    public async Task Whoever_writes_after_its_source_has_ended_is_refused()
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        await aws.InjectAsync(Unavailable);
        await using Sidecar sidecar = await Sidecar.StartAsync(
            aws,
            ("PHILENS_SHUTDOWN__DRAIN", "3s"),
            ("PHILENS_SOURCES__LINES", "unix:{streams}/api.sock"));
        await using (NetworkStream first = sidecar.Connect("api.sock"))
        {
            await first.WriteAsync("one\n"u8.ToArray());
        }

        sidecar.Process.Terminate();
        await sidecar.Process.LineContainingAsync("has ended");

        Assert.ThrowsAny<SocketException>(() => sidecar.Connect("api.sock"));
        (int exitCode, SidecarLedger ledger) = await sidecar.EndAsync();
        Assert.Equal((3, 1), (exitCode, ledger.Dropped["shutdown"]));
    }

    [Fact]
    public async Task After_the_end_of_input_it_delivers_without_a_limit_until_a_signal_sets_one()
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        await aws.InjectAsync(Unavailable);
        await using Sidecar sidecar = await Sidecar.StartAsync(
            aws, ("PHILENS_SHUTDOWN__DRAIN", "1s"), ("PHILENS_SOURCES__STDIN", "true"));
        await sidecar.Process.Input.WriteAsync("one\n");
        sidecar.Process.Input.Close();
        await sidecar.Process.LineContainingAsync("Retry");
        await Task.Delay(TimeSpan.FromSeconds(2));
        await sidecar.Process.LineContainingAsync("has ended");

        sidecar.Process.Terminate();
        (int exitCode, SidecarLedger ledger) = await sidecar.EndAsync();

        Assert.Contains(sidecar.Output, line => line.Contains("at most 1 s", StringComparison.Ordinal));
        Assert.Equal((3, 1), (exitCode, ledger.Dropped["shutdown"]));
    }

    [Fact]
    public async Task A_pipe_that_is_deleted_while_running_is_made_again()
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        await using Sidecar sidecar = await Sidecar.StartAsync(
            aws, ("PHILENS_SOURCES__FIFO", "{streams}/api.log"), ("PHILENS_CLOUDWATCH__LOGSTREAM", "s"));
        StreamWriter first = sidecar.OpenFifo("api.log");
        await first.WriteAsync("one\n");
        File.Delete(sidecar.PathOf("api.log"));
        await first.DisposeAsync();
        await aws.WaitForAsync("s", messages => messages.Count == 1);
        await using (StreamWriter second = sidecar.OpenFifo("api.log"))
        {
            await second.WriteAsync("two\n");
        }

        (int exitCode, SidecarLedger ledger) = await sidecar.StopAsync();

        Assert.Equal((0, 2, 2), (exitCode, ledger.Received, ledger.Delivered));
    }
}
