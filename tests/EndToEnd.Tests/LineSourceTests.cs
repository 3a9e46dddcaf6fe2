using System.Net.Sockets;
using System.Text;
using PhiLens.EndToEnd.Tests.Support;

namespace PhiLens.EndToEnd.Tests;

public sealed class LineSourceTests
{
    [Fact]
    public async Task Lines_of_two_pipes_arrive_in_the_streams_that_their_names_give()
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        await using Sidecar sidecar = await Sidecar.StartAsync(
            aws,
            ("PHILENS_SOURCES__FIFO", "{streams}/api.stdout,{streams}/api.stderr"),
            ("PHILENS_CLOUDWATCH__LOGSTREAM", "{container}/{stream}"));
        await using (StreamWriter output = sidecar.OpenFifo("api.stdout"))
        await using (StreamWriter errors = sidecar.OpenFifo("api.stderr"))
        {
            await output.WriteAsync("to stdout\n");
            await errors.WriteAsync("to stderr\n");
        }

        (int exitCode, SidecarLedger ledger) = await sidecar.StopAsync();

        Assert.Equal((0, 2, 2), (exitCode, ledger.Received, ledger.Delivered));
        Assert.Equal(["to stdout"], await aws.MessagesAsync("api/stdout"));
        Assert.Equal(["to stderr"], await aws.MessagesAsync("api/stderr"));
    }

    [Fact]
    public async Task A_writer_that_goes_leaves_a_whole_line_and_the_next_one_starts_anew()
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        await using Sidecar sidecar = await Sidecar.StartAsync(
            aws, ("PHILENS_SOURCES__FIFO", "{streams}/api.stdout"), ("PHILENS_CLOUDWATCH__LOGSTREAM", "s"));
        for (int writer = 0; writer < 20; writer++)
        {
            await using StreamWriter pipe = sidecar.OpenFifo("api.stdout");
            await pipe.WriteAsync($"first of {writer}\nlast of {writer}, no line feed");
            await pipe.DisposeAsync();
            await aws.WaitForAsync("s", messages => messages.Count == 2 * (writer + 1));
        }

        (int exitCode, SidecarLedger ledger) = await sidecar.StopAsync();

        Assert.Equal((0, 40, 40), (exitCode, ledger.Received, ledger.Delivered));
        Assert.Equal(
            Enumerable.Range(0, 20).SelectMany(w => (string[])[$"first of {w}", $"last of {w}, no line feed"]),
            await aws.MessagesAsync("s"));
    }

    [Fact]
    public async Task Bytes_that_are_not_text_survive_as_the_JSON_that_the_service_accepts()
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        await using Sidecar sidecar = await Sidecar.StartAsync(
            aws, ("PHILENS_SOURCES__FIFO", "{streams}/api.log"), ("PHILENS_CLOUDWATCH__LOGSTREAM", "{stream}"));
        await using (StreamWriter pipe = sidecar.OpenFifo("api.log"))
        {
            pipe.BaseStream.Write("crlf\r\n\n\0nul \u001b[31m\n"u8);
            pipe.BaseStream.Write([0xFF, 0xFE, (byte)'!', (byte)'\n']);
            pipe.BaseStream.Write("Grüße, 世界 🩺\nend"u8);
        }

        (int exitCode, SidecarLedger ledger) = await sidecar.StopAsync();

        Assert.Equal((0, 6, 5, 1), (exitCode, ledger.Received, ledger.Delivered, ledger.Filtered));
        Assert.Equal(
            ["crlf\r", "\0nul \u001b[31m", "\uFFFD\uFFFD!", "Grüße, 世界 🩺", "end"], await aws.MessagesAsync("log"));
    }

    [Fact]
    public async Task A_five_megabyte_line_arrives_whole_in_several_events_and_counts_once()
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        await using Sidecar sidecar = await Sidecar.StartAsync(
            aws, ("PHILENS_SOURCES__FIFO", "{streams}/api.log"), ("PHILENS_CLOUDWATCH__LOGSTREAM", "s"));
        string line = string.Concat(Enumerable.Range(0, 700_000).Select(i => $"{i} é "));
        await using (StreamWriter pipe = sidecar.OpenFifo("api.log"))
        {
            await pipe.WriteAsync($"before\n{line}\nafter\n");
        }

        (int exitCode, SidecarLedger ledger) = await sidecar.StopAsync();

        Assert.Equal((0, 3, 3), (exitCode, ledger.Received, ledger.Delivered));
        List<string> messages = await aws.MessagesAsync("s");
        Assert.True(messages.Count > 6);
        Assert.Equal(("before", "after"), (messages[0], messages[^1]));
        Assert.Equal(line, string.Concat(messages[1..^1]));
    }

    [Fact]
    public async Task Many_connections_to_sockets_keep_the_order_of_each_writer()
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        int port = FreePort.Next();
        await using Sidecar sidecar = await Sidecar.StartAsync(
            aws,
            ("PHILENS_SOURCES__LINES", $"unix:{{streams}}/api.sock,tcp:127.0.0.1:{port}"),
            ("PHILENS_CLOUDWATCH__LOGSTREAM", "{stream}"));
        await Task.WhenAll(Enumerable.Range(0, 40).Select(writer => Task.Run(() =>
        {
            using Stream connection = writer % 2 == 0
                ? sidecar.Connect("api.sock")
                : new TcpClient("127.0.0.1", port).GetStream();
            for (int i = 0; i < 500; i++)
            {
                connection.Write(Encoding.UTF8.GetBytes($"{writer}:{i}:{new string('x', i % 700)}\n"));
            }
        })));

        (int exitCode, SidecarLedger ledger) = await sidecar.StopAsync();

        Assert.Equal((0, 20_000, 20_000), (exitCode, ledger.Received, ledger.Delivered));
        List<string> messages = await aws.MessagesAsync("log");
        for (int writer = 0; writer < 40; writer++)
        {
            string mine = $"{writer}:";
            Assert.Equal(
                Enumerable.Range(0, 500),
                messages.Where(m => m.StartsWith(mine, StringComparison.Ordinal))
                    .Select(m => int.Parse(m.Split(':')[1], null)));
        }
    }

    [Fact]
    public async Task Standard_input_that_ends_ends_the_sidecar_with_everything_delivered()
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        await using Sidecar sidecar = await Sidecar.StartAsync(
            aws, ("PHILENS_SOURCES__STDIN", "true"), ("PHILENS_CLOUDWATCH__LOGSTREAM", "s"));
        await sidecar.Process.Input.WriteAsync("one\ntwo");
        sidecar.Process.Input.Close();

        (int exitCode, SidecarLedger ledger) = await sidecar.EndAsync();

        Assert.Equal((0, 2, 2), (exitCode, ledger.Received, ledger.Delivered));
        Assert.Equal(["one", "two"], await aws.MessagesAsync("s"));
    }

    [Fact]
    public async Task A_stale_socket_file_is_replaced_and_one_that_answers_is_refused()
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        (string, string)[] settings =
            [("PHILENS_SOURCES__LINES", "unix:{streams}/api.sock"), ("PHILENS_CLOUDWATCH__LOGSTREAM", "s")];
        await using Sidecar first = await Sidecar.StartAsync(aws, settings);
        string path = first.PathOf("api.sock");

        RunningProcess second = RunningProcess.Start(
            Repository.Philens, ["run"], Refused(aws, path));
        Assert.Equal(2, await second.ExitAsync());
        Assert.Contains($"PHILENS_SOURCES__LINES: {path} is in use", second.Errors, StringComparison.Ordinal);
        await second.DisposeAsync();

        first.Process.Kill();
        await first.Process.ExitAsync();
        Assert.True(File.Exists(path));
        await using RunningProcess third = RunningProcess.Start(Repository.Philens, ["run"], Refused(aws, path));
        await third.LineContainingAsync("started");
        third.Terminate();
        Assert.Equal(0, await third.ExitAsync());
    }

    private static Dictionary<string, string> Refused(LocalAws aws, string path)
    {
        Dictionary<string, string> environment = aws.Environment;
        environment["PHILENS_SOURCES__LINES"] = $"unix:{path}";
        return environment;
    }
}
