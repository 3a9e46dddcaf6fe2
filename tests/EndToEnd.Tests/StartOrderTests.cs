using System.Net;
using System.Net.Sockets;
using PhiLens.EndToEnd.Tests.Support;

namespace PhiLens.EndToEnd.Tests;

/// <summary>The sidecar is often first: lines are accepted at once, and delivered as soon as that can be.</summary>
public sealed class StartOrderTests
{
    [Fact]
    public async Task What_is_written_before_the_destination_exists_arrives_once_it_does()
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        await aws.EndAsync();
        await using Sidecar sidecar = await StartWithFifoAsync(aws);
        await WriteAsync(sidecar, "one\n");
        await sidecar.Process.LineContainingAsync("Retry");

        await aws.StartAgainAsync();
        await aws.WaitForAsync("s", messages => messages.Count == 1);
        (int exitCode, SidecarLedger ledger) = await sidecar.StopAsync();

        Assert.Equal((0, 1, 1), (exitCode, ledger.Received, ledger.Delivered));
    }

    [Fact]
    public async Task Credentials_that_come_later_are_found_without_a_restart()
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        int port = FreePort.Next();
        await using Sidecar sidecar = await StartWithFifoAsync(
            aws,
            ("AWS_ACCESS_KEY_ID", ""),
            ("AWS_SECRET_ACCESS_KEY", ""),
            ("AWS_CONTAINER_CREDENTIALS_FULL_URI", $"http://127.0.0.1:{port}/role"));
        await WriteAsync(sidecar, "one\n");
        await sidecar.Process.LineContainingAsync("Credentials");

        using TcpListener role = Serve(port, """
            {"AccessKeyId":"local","SecretAccessKey":"local","Token":"","Expiration":"2099-01-01T00:00:00Z"}
            """);
        await aws.WaitForAsync("s", messages => messages.Count == 1);
        (int exitCode, SidecarLedger ledger) = await sidecar.StopAsync();

        Assert.Equal((0, 1, 1), (exitCode, ledger.Received, ledger.Delivered));
    }

    [Fact]
    public async Task Metadata_that_hangs_neither_stops_nor_delays_the_start()
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using Sidecar sidecar = await StartWithFifoAsync(
            aws, ("ECS_CONTAINER_METADATA_URI_V4", $"http://{silent.LocalEndpoint}/v4"));
        await WriteAsync(sidecar, "one\n");

        await aws.WaitForAsync("s", messages => messages.Count == 1);
        (int exitCode, SidecarLedger ledger) = await sidecar.StopAsync();

        Assert.Equal((0, 1, 1), (exitCode, ledger.Received, ledger.Delivered));
    }

    [Fact]
    public async Task A_signal_while_metadata_hangs_still_delivers_what_writers_wrote()
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using Sidecar sidecar = await StartWithFifoAsync(
            aws, ("ECS_CONTAINER_METADATA_URI_V4", $"http://{silent.LocalEndpoint}/v4"));
        await WriteAsync(sidecar, "one\ntwo\n");

        (int exitCode, SidecarLedger ledger) = await sidecar.StopAsync();

        Assert.Equal((0, 2, 2), (exitCode, ledger.Received, ledger.Delivered));
    }

    [Fact]
    public async Task A_second_signal_leaves_at_once_and_the_ledger_is_right()
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        await aws.InjectAsync("""{"operation":"PutLogEvents","fault":"throttle"}""");
        await using Sidecar sidecar = await StartWithFifoAsync(aws, ("PHILENS_SHUTDOWN__DRAIN", "10m"));
        await using StreamWriter pipe = sidecar.OpenFifo("api.log");
        await pipe.WriteAsync("one\ntwo\n");
        await sidecar.Process.LineContainingAsync("Retry");
        sidecar.Process.Terminate();
        await sidecar.Process.LineContainingAsync("Stopping");

        sidecar.Process.Terminate();
        (int exitCode, SidecarLedger ledger) = await sidecar.EndAsync();

        Assert.Equal((3, 2, 2), (exitCode, ledger.Received, ledger.Dropped["shutdown"]));
    }

    private static Task<Sidecar> StartWithFifoAsync(LocalAws aws, params (string, string)[] settings) =>
        Sidecar.StartAsync(
            aws,
            [
                ("PHILENS_SOURCES__FIFO", "{streams}/api.log"),
                ("PHILENS_CLOUDWATCH__LOGSTREAM", "s"),
                .. settings,
            ]);

    private static async Task WriteAsync(Sidecar sidecar, string text)
    {
        await using StreamWriter pipe = sidecar.OpenFifo("api.log");
        await pipe.WriteAsync(text);
    }

    /// <summary>Answers every request with one document.</summary>
    /// <summary>
    /// Answers every request with one document. A listener of its own: the runtime's trips over a client that connects
    /// while it starts.
    /// </summary>
    private static TcpListener Serve(int port, string document)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        byte[] answer = System.Text.Encoding.ASCII.GetBytes(
            $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {document.Length}\r\n"
            + $"Connection: close\r\n\r\n{document}");
        _ = Task.Run(async () =>
        {
            while (true)
            {
                using TcpClient client = await listener.AcceptTcpClientAsync();
                NetworkStream stream = client.GetStream();
                await stream.ReadAtLeastAsync(new byte[4096], minimumBytes: 1, throwOnEndOfStream: false);
                await stream.WriteAsync(answer);
                client.Client.Shutdown(SocketShutdown.Send);
                await stream.CopyToAsync(Stream.Null);
            }
        });
        return listener;
    }
}
