using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using PhiLens.Pipeline.Accounting;
using PhiLens.Sidecar.Tests.CloudWatch;

namespace PhiLens.Sidecar.Tests.Forwarding;

public sealed class ForwardDestinationTests : IDisposable
{
    private const string Key = "a-key-for-tests";

    private static readonly string[] Lines = [.. Enumerable.Range(1, 1000).Select(i => $"line {i} é\"\\")];

    private readonly string _folder = Directory.CreateTempSubdirectory("philens-test-").FullName;

    [Theory]
    [InlineData("none", false)]
    [InlineData("gzip", false)]
    [InlineData("none", true)]
    [InlineData("gzip", true)]
    public async Task Lines_arrive_whole_and_in_order_and_are_acknowledged(string compression, bool isUnix)
    {
        await using var receiver = new ReceivingEnd(isUnix ? Path.Combine(_folder, "f.sock") : null);
        await using var sender = new SendingEnd(
            receiver.Address, settings: ("PHILENS_FORWARD__COMPRESSION", compression));

        await sender.DeliverAsync(Lines);

        Assert.Equal(Lines, receiver.Logs);
        Assert.Equal(["api-firelens-1"], receiver.Tags.Distinct());
        Assert.Equal((1000, 0, 0), (sender.Ledger.Delivered, sender.Ledger.Retries, sender.Ledger.Ambiguous));
        using var record = JsonDocument.Parse(receiver.Messages[0]);
        Assert.Equal("api", record.RootElement.GetProperty("container_name").GetString());
        Assert.Equal("stdout", record.RootElement.GetProperty("source").GetString());
    }

    [Fact]
    public async Task The_shared_key_is_proved_in_both_ways()
    {
        await using var receiver = new ReceivingEnd(sharedKey: Key);
        await using var sender = new SendingEnd(receiver.Address, settings: ("PHILENS_FORWARD__SHAREDKEY", Key));

        await sender.DeliverAsync("let in", "and again");

        Assert.Equal(["let in", "and again"], receiver.Logs);
        Assert.Empty(sender.Refusals);
    }

    [Theory]
    [InlineData("another-key", "the receiver has another key")]
    [InlineData("", "the receiver asks for a shared key")]
    public async Task A_refused_key_is_told_once_with_the_setting_and_tried_again(string key, string problem)
    {
        await using var receiver = new ReceivingEnd(sharedKey: Key);
        await using var sender = new SendingEnd(receiver.Address, settings: ("PHILENS_FORWARD__SHAREDKEY", key));

        await sender.WriteAsync("kept back");
        await SendingEnd.UntilAsync(() => sender.Ledger.Retries > 0);

        Assert.Equal(["PHILENS_FORWARD__SHAREDKEY: " + problem], sender.Refusals);
        LedgerSnapshot end = await sender.StopAsync();

        // Unconfirmed when the end came after a try's chunk and before the receiver's greeting.
        long dropped = end.Dropped[DropReason.Shutdown] + end.Dropped[DropReason.Unconfirmed];
        Assert.Equal((1, 1, 0), (end.Received, dropped, end.Ambiguous));
        Assert.Empty(receiver.Messages);
    }

    [Fact]
    public async Task Over_TLS_the_added_root_is_trusted()
    {
        using var authority = new TestAuthority();
        using X509Certificate2 certificate = authority.Issue();
        await using var receiver = new ReceivingEnd(sharedKey: Key);
        await using var relay = new Relay(receiver.Port, certificate);
        await using var sender = new SendingEnd(
            $"tls:127.0.0.1:{relay.Port}", authority.CaFile, ("PHILENS_FORWARD__SHAREDKEY", Key));

        await sender.DeliverAsync(Lines);

        Assert.Equal(Lines, receiver.Logs);
    }

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("other.example", true)]
    public async Task Over_TLS_nothing_goes_to_who_is_not_trusted(string name, bool isRootTrusted)
    {
        using var authority = new TestAuthority();
        using X509Certificate2 certificate = authority.Issue(name);
        await using var receiver = new ReceivingEnd();
        await using var relay = new Relay(receiver.Port, certificate);
        await using var sender = new SendingEnd(
            $"tls:127.0.0.1:{relay.Port}", isRootTrusted ? authority.CaFile : null);

        await sender.WriteAsync("kept back");
        await SendingEnd.UntilAsync(() => sender.Ledger.Retries > 0);

        Assert.Contains("AuthenticationException", sender.Failures);
        Assert.Equal(0, (await sender.StopAsync()).Ambiguous);
        Assert.Empty(receiver.Messages);
    }

    [Fact]
    public async Task A_lost_acknowledgement_is_ambiguous_and_the_receiver_recognises_the_chunk()
    {
        await using var receiver = new ReceivingEnd();
        await using var relay = new Relay(receiver.Port, answersToLose: 1);
        await using var sender = new SendingEnd($"tcp:127.0.0.1:{relay.Port}");

        await sender.DeliverAsync("once");

        Assert.Equal(1, relay.Lost);
        Assert.Equal(["once"], receiver.Logs);
        Assert.Equal((1, 1), (sender.Ledger.Retries, sender.Ledger.Ambiguous));
        Assert.Equal((2, 1, 1), (receiver.Ledger.Received, receiver.Ledger.Delivered, receiver.Ledger.Filtered));
    }

    [Fact]
    public async Task A_receiver_that_is_down_gets_everything_when_it_is_up_again()
    {
        int port = ReceivingEnd.FreePort();
        await using var sender = new SendingEnd($"tcp:127.0.0.1:{port}");
        await sender.WriteAsync(Lines);
        await SendingEnd.UntilAsync(() => sender.Ledger.Retries > 1);

        await using var receiver = new ReceivingEnd(port: port);
        await SendingEnd.UntilAsync(() => sender.Ledger.Delivered == Lines.Length);

        Assert.Equal(Lines, receiver.Logs);
        Assert.Equal((0, 0), (sender.Ledger.Ambiguous, sender.Ledger.Pending));
    }

    [Fact]
    public async Task A_receiver_that_closes_between_two_chunks_is_connected_to_again()
    {
        int port = ReceivingEnd.FreePort();
        await using var sender = new SendingEnd($"tcp:127.0.0.1:{port}");
        await using (new ReceivingEnd(port: port))
        {
            await sender.DeliverAsync("first");
        }

        await using var receiver = new ReceivingEnd(port: port);
        await sender.DeliverAsync("second");

        Assert.Equal(["second"], receiver.Logs);
        Assert.Equal(0, sender.Ledger.Ambiguous);
    }

    [Fact]
    public async Task A_receiver_that_never_acknowledges_is_sent_the_same_bytes_again()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var sender = new SendingEnd(
            $"tcp:127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}",
            settings: ("PHILENS_FORWARD__ACKTIMEOUT", "100ms"));
        await sender.WriteAsync("a line");

        byte[] first = await ReceiveAsync(silent);
        byte[] second = await ReceiveAsync(silent);

        Assert.Equal(first, second);
        Assert.True(first.AsSpan().IndexOf("chunk"u8) > 0);
        await SendingEnd.UntilAsync(() => sender.Ledger.Retries >= 1);
        LedgerSnapshot end = await sender.StopAsync();
        Assert.Equal((1, 1, 1), (end.Received, end.Ambiguous, end.Dropped[DropReason.Unconfirmed]));
        Assert.Contains("Timeout", sender.Failures);
    }

    [Fact]
    public async Task A_record_for_two_receivers_is_delivered_when_both_have_it_and_one_that_is_down_stops_no_other()
    {
        await using var up = new ReceivingEnd();
        int port = ReceivingEnd.FreePort();
        await using var sender = new SendingEnd($"tcp:127.0.0.1:{port},{up.Address}");
        await sender.WriteAsync(Lines);
        await SendingEnd.UntilAsync(() => up.Messages.Count == Lines.Length);
        Assert.Equal(0, sender.Ledger.Delivered);

        await using var late = new ReceivingEnd(port: port);
        await SendingEnd.UntilAsync(() => sender.Ledger.Delivered == Lines.Length);

        Assert.Equal(Lines, late.Logs);
        Assert.Equal(Lines, up.Logs);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Takes a connection and reads until the sender gives up.</summary>
    private static async Task<byte[]> ReceiveAsync(TcpListener listener)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using TcpClient client = await listener.AcceptTcpClientAsync(deadline.Token);
        using var bytes = new MemoryStream();
        await client.GetStream().CopyToAsync(bytes, deadline.Token);
        return bytes.ToArray();
    }
}
