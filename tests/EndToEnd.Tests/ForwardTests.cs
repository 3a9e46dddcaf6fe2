using System.Buffers.Binary;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PhiLens.EndToEnd.Tests.Support;

namespace PhiLens.EndToEnd.Tests;

public sealed class ForwardTests
{
    private const string SharedKey = "a-key-for-tests";

    [Fact]
    public async Task What_Docker_recorded_arrives_whole_and_in_order()
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        await using Sidecar sidecar = await Sidecar.StartAsync(
            aws,
            ("PHILENS_SOURCES__FORWARD", "unix:{streams}/fluent.sock"),
            ("PHILENS_CLOUDWATCH__LOGSTREAM", "{container}/{stream}"));
        await using (NetworkStream docker = sidecar.Connect("fluent.sock"))
        {
            await docker.WriteAsync(DockerRecording.Read());
        }

        (int exitCode, SidecarLedger ledger) = await sidecar.StopAsync();

        List<string> logs = (await aws.MessagesAsync("api/stdout")).ConvertAll(Log);
        Assert.Equal((0, 512, 512), (exitCode, ledger.Received, ledger.Delivered));
        Assert.Equal(
            Enumerable.Range(1, 500).Select(i => $"burst {i}"),
            logs.Where(l => l.StartsWith("burst ", StringComparison.Ordinal)));
        Assert.Contains(logs, l => l.Length == 16_396 && l.Contains("987-65-4321", StringComparison.Ordinal));
        Assert.Contains(logs, l => l.Contains('é', StringComparison.Ordinal) && !l.Contains('\uFFFD'));
        Assert.Contains("", logs);
        Assert.Contains("carriage\r", logs);
        Assert.Contains(await aws.MessagesAsync("api/stderr"), m => Log(m).Length == 20_004);
    }

    [Fact]
    public async Task A_chunk_is_acknowledged_when_it_is_delivered_and_not_before()
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        await aws.InjectAsync("""{"operation":"PutLogEvents","fault":"unavailable","count":3}""");
        await using Sidecar sidecar = await Sidecar.StartAsync(
            aws,
            ("PHILENS_SOURCES__FORWARD", "unix:{streams}/fluent.sock"),
            ("PHILENS_CLOUDWATCH__LOGSTREAM", "{tag}"));
        await using NetworkStream client = sidecar.Connect("fluent.sock");

        await client.WriteAsync(Message("app", "hello", chunk: "chunk-1"));
        byte[] ack = await ReadAsync(client, Ack("chunk-1").Length);

        Assert.Equal(Ack("chunk-1"), ack);
        Assert.Equal(["hello"], (await aws.MessagesAsync("app")).ConvertAll(Log));

        // Sent again, it is recognised: acknowledged at once, and not delivered a second time.
        await client.WriteAsync(Message("app", "hello", chunk: "chunk-1"));
        Assert.Equal(Ack("chunk-1"), await ReadAsync(client, Ack("chunk-1").Length));
        await client.DisposeAsync();
        (int exitCode, SidecarLedger ledger) = await sidecar.StopAsync();
        Assert.Equal((0, 2, 1, 1), (exitCode, ledger.Received, ledger.Delivered, ledger.Filtered));
    }

    [Fact]
    public async Task A_damaged_message_ends_its_own_connection_and_keeps_what_came_before()
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        await using Sidecar sidecar = await Sidecar.StartAsync(
            aws,
            ("PHILENS_SOURCES__FORWARD", "unix:{streams}/fluent.sock"),
            ("PHILENS_CLOUDWATCH__LOGSTREAM", "{tag}"));
        await using NetworkStream other = sidecar.Connect("fluent.sock");
        await using NetworkStream client = sidecar.Connect("fluent.sock");

        await client.WriteAsync(Message("app", "good"));
        await client.WriteAsync((byte[])[0x92, 0x01, 0xA6, .. "SECRET"u8]);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        Assert.Equal(0, await client.ReadAsync(new byte[1], deadline.Token));
        await other.WriteAsync(Message("app", "still here"));
        await other.DisposeAsync();

        (int exitCode, SidecarLedger ledger) = await sidecar.StopAsync();
        Assert.Equal((0, 2, 2), (exitCode, ledger.Received, ledger.Delivered));
        Assert.Contains(sidecar.Output, l => l.Contains("damaged message", StringComparison.Ordinal));
        Assert.DoesNotContain(sidecar.Output, l => l.Contains("SECRET", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("tcp")]
    [InlineData("unix")]
    public async Task Damage_is_counted_under_its_own_metric_and_ends_one_connection(string way)
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        int port = FreePort.Next();
        await using Sidecar sidecar = await Sidecar.StartAsync(
            aws,
            ("PHILENS_SOURCES__FORWARD", way == "unix" ? "unix:{streams}/fluent.sock" : $"tcp:127.0.0.1:{port}"),
            ("PHILENS_CLOUDWATCH__LOGSTREAM", "{tag}"));
        using var tcp = new TcpClient();
        if (way == "tcp")
        {
            await tcp.ConnectAsync("127.0.0.1", port);
        }

        await using NetworkStream client = way == "unix" ? sidecar.Connect("fluent.sock") : tcp.GetStream();
        byte[] zstandard =
        [
            0x93, 0xA3, .. "app"u8, 0xC4, 0x04, 0x28, 0xB5, 0x2F, 0xFD,
            0x81, 0xAA, .. "compressed"u8, 0xA4, .. "zstd"u8,
        ];
        await client.WriteAsync((byte[])[.. Message("app", "kept"), .. zstandard]);

        await sidecar.WaitForMetricAsync("philens_messages_malformed_total", damaged => damaged == 1);
        (int exitCode, SidecarLedger ledger) = await sidecar.StopAsync();
        Assert.Equal((0, 1), (exitCode, ledger.Delivered));
        Assert.Contains(sidecar.Output, l => l.Contains("Zstandard", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_file_that_is_no_socket_is_never_removed()
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        string path = Path.Combine(Path.GetTempPath(), $"philens-test-{Guid.NewGuid():N}");
        await File.WriteAllTextAsync(path, "somebody's data");
        Dictionary<string, string> environment = aws.Environment;
        environment["PHILENS_SOURCES__FORWARD"] = $"unix:{path}";
        await using RunningProcess refused = RunningProcess.Start(Repository.Philens, ["run"], environment);

        Assert.Equal(2, await refused.ExitAsync());
        Assert.Contains(
            $"PHILENS_SOURCES__FORWARD: {path} exists and is not a socket", refused.Errors, StringComparison.Ordinal);
        Assert.Equal("somebody's data", await File.ReadAllTextAsync(path));
        File.Delete(path);
    }

    [Fact]
    public async Task A_buffered_acknowledgement_does_not_wait_for_a_destination_that_stands_still()
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        await using Sidecar sidecar = await Sidecar.StartAsync(
            aws,
            ("PHILENS_SOURCES__FORWARD", "unix:{streams}/fluent.sock"),
            ("PHILENS_SOURCES__FORWARDACK", "buffered"),
            ("PHILENS_CLOUDWATCH__LOGSTREAM", "{tag}"));
        aws.Stop();
        await using (NetworkStream client = sidecar.Connect("fluent.sock"))
        {
            await client.WriteAsync(Message("app", "hello", chunk: "chunk-1"));
            Assert.Equal(Ack("chunk-1"), await ReadAsync(client, Ack("chunk-1").Length));
        }

        aws.Continue();
        (int exitCode, SidecarLedger ledger) = await sidecar.StopAsync();
        Assert.Equal((0, 1), (exitCode, ledger.Delivered));
    }

    [Theory]
    [InlineData(SharedKey, true)]
    [InlineData("another-key", false)]
    public async Task Who_knows_the_shared_key_is_let_in_and_who_does_not_is_turned_away(string key, bool isLetIn)
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        int port = FreePort.Next();
        await using Sidecar sidecar = await Sidecar.StartAsync(
            aws,
            ("PHILENS_SOURCES__FORWARD", $"tcp:127.0.0.1:{port}"),
            ("PHILENS_SOURCES__FORWARDSHAREDKEY", SharedKey),
            ("PHILENS_CLOUDWATCH__LOGSTREAM", "{tag}"));
        using (var tcp = new TcpClient("127.0.0.1", port))
        {
            NetworkStream client = tcp.GetStream();
            byte[] helo = await ReadAsync(client, 48);
            int nonceAt = helo.AsSpan().IndexOf("nonce"u8) + "nonce"u8.Length + 2;
            await client.WriteAsync(Ping(key, helo[nonceAt..(nonceAt + 16)]));
            byte[] pong = await ReadAsync(client, 7);
            Assert.Equal(isLetIn ? 0xC3 : 0xC2, pong[6]);
            if (isLetIn)
            {
                await client.WriteAsync(Message("app", "let in"));
            }
        }

        (int exitCode, SidecarLedger ledger) = await sidecar.StopAsync();

        Assert.Equal((0, isLetIn ? 1 : 0), (exitCode, ledger.Delivered));
        Assert.DoesNotContain(sidecar.Output, l => l.Contains(SharedKey, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Over_TLS_who_shows_a_certificate_is_let_in_and_who_does_not_is_turned_away(bool showsOne)
    {
        await using LocalAws aws = await LocalAws.StartAsync();
        using var certificates = new TestCertificates();
        int port = FreePort.Next();
        await using Sidecar sidecar = await Sidecar.StartAsync(
            aws,
            ("PHILENS_SOURCES__FORWARD", $"tls:127.0.0.1:{port}"),
            ("PHILENS_SOURCES__FORWARDCERTFILE", certificates.ServerCertificate),
            ("PHILENS_SOURCES__FORWARDKEYFILE", certificates.ServerKey),
            ("PHILENS_SOURCES__FORWARDCLIENTCAFILE", certificates.Root),
            ("PHILENS_CLOUDWATCH__LOGSTREAM", "{tag}"));
        using (var tcp = new TcpClient("127.0.0.1", port))
        await using (var client = new SslStream(tcp.GetStream()))
        {
            await client.AuthenticateAsClientAsync(certificates.ClientOptions(showsOne));
            if (showsOne)
            {
                await client.WriteAsync(Message("app", "let in", chunk: "c"));
                Assert.Equal(Ack("c"), await ReadAsync(client, Ack("c").Length));
                await client.WriteAsync(Message("app", "half").AsMemory(..^3));
            }
            else
            {
                // The server looks at certificates behind the handshake: the client hears of it by the end.
                await sidecar.WaitForMetricAsync("philens_connections_refused_total{reason=\"tls\"}", n => n == 1);
            }
        }

        if (showsOne)
        {
            await sidecar.WaitForMetricAsync("philens_messages_cut_off_total", n => n == 1);
        }

        (int exitCode, SidecarLedger ledger) = await sidecar.StopAsync();
        Assert.Equal((0, showsOne ? 1 : 0), (exitCode, ledger.Delivered));
    }

    private static string Log(string message)
    {
        using JsonDocument record = JsonDocument.Parse(message);
        return record.RootElement.GetProperty("log").GetString()!;
    }

    private static byte[] Message(string tag, string log, string? chunk = null)
    {
        using var message = new MemoryStream();
        message.WriteByte(0x94);
        Text(message, tag);
        message.WriteByte(0xCE);
        Span<byte> seconds = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(seconds, (uint)DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        message.Write(seconds);
        message.WriteByte(0x81);
        Text(message, "log");
        Text(message, log);
        message.WriteByte((byte)(chunk is null ? 0x80 : 0x81));
        if (chunk is not null)
        {
            Text(message, "chunk");
            Text(message, chunk);
        }

        return message.ToArray();
    }

    private static byte[] Ack(string chunk)
    {
        using var ack = new MemoryStream();
        ack.WriteByte(0x81);
        Text(ack, "ack");
        Text(ack, chunk);
        return ack.ToArray();
    }

    private static byte[] Ping(string key, byte[] nonce)
    {
        using var ping = new MemoryStream();
        ping.WriteByte(0x96);
        byte[] digest = SHA512.HashData([.. "salt"u8, .. "client"u8, .. nonce, .. Encoding.UTF8.GetBytes(key)]);
        foreach (string part in (string[])["PING", "client", "salt", Convert.ToHexStringLower(digest), "", ""])
        {
            Text(ping, part);
        }

        return ping.ToArray();
    }

    private static void Text(MemoryStream target, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        target.Write(bytes.Length < 32 ? [(byte)(0xA0 | bytes.Length)] : [0xD9, (byte)bytes.Length]);
        target.Write(bytes);
    }

    private static async Task<byte[]> ReadAsync(Stream stream, int length)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        byte[] bytes = new byte[length];
        await stream.ReadExactlyAsync(bytes, deadline.Token);
        return bytes;
    }
}
