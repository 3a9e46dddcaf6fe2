using System.Net;
using System.Net.Sockets;
using PhiLens.Sidecar.Configuration;
using PhiLens.Sidecar.Sources;
using PhiLens.Sidecar.Sources.Sockets;
using PhiLens.Sidecar.Tests.Forwarding;

namespace PhiLens.Sidecar.Tests.Sources;

/// <summary>Whoever can connect is read; whoever cannot be read any more cannot connect.</summary>
public sealed class ConnectionServerTests : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _draining = new();
    private readonly CancellationTokenSource _over = new();
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"philens-{Guid.NewGuid():N}.sock");
    private long _served;

    public static TheoryData<bool> Kinds => [true, false];

    private StopSignals Stop => new(_draining.Token, _over.Token);

    public void Dispose()
    {
        _draining.Dispose();
        _over.Dispose();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Whoever_comes_while_the_last_connection_is_read_after_the_signal_is_read_or_refused(bool isUnix)
    {
        using ConnectionServer server = Open(isUnix, out EndPoint address);
        using Socket first = await ConnectAsync(address) ?? throw new InvalidOperationException();
        var firstIsServed = new TaskCompletionSource();
        await _draining.CancelAsync();

        Task<SourceEnd> running = server.RunAsync(Stop, connection => ServeAsync(connection, firstIsServed));
        await firstIsServed.Task.WaitAsync(Deadline);
        long written = 0;
        for (int i = 0; i < 3; i++)
        {
            using Socket? later = await ConnectAsync(address);
            written += later?.Send("x"u8) ?? 0;
        }

        first.Dispose();
        Assert.Equal(SourceEnd.Complete, await running.WaitAsync(Deadline));
        Assert.Equal(written, Volatile.Read(ref _served));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_byte_that_a_writer_could_send_without_an_error_is_read(bool isUnix)
    {
        for (int round = 0; round < 20; round++)
        {
            _served = 0;
            using ConnectionServer server = Open(isUnix, out EndPoint address);
            using var signal = new CancellationTokenSource();
            Task<long> writing = Task.Run(() => WriteUntilRefusedAsync(address));
            Task<SourceEnd> running = server.RunAsync(
                new StopSignals(signal.Token, _over.Token), connection => ServeAsync(connection));
            await Task.Delay(Random.Shared.Next(5));

            await signal.CancelAsync();

            Assert.Equal(SourceEnd.Complete, await running.WaitAsync(Deadline));
            server.Dispose();
            Assert.Equal(await writing, Volatile.Read(ref _served));
        }
    }

    [Fact]
    public async Task A_bound_of_one_connection_still_serves_all_who_wait_in_the_kernel()
    {
        using ConnectionServer server = Open(isUnix: true, out EndPoint address, mostConnections: 1);
        for (int i = 0; i < 5; i++)
        {
            using Socket writer = await ConnectAsync(address) ?? throw new InvalidOperationException();
            writer.Send("x"u8);
        }

        await _draining.CancelAsync();

        Assert.Equal(
            SourceEnd.Complete, await server.RunAsync(Stop, connection => ServeAsync(connection)).WaitAsync(Deadline));
        Assert.Equal(5, Volatile.Read(ref _served));
    }

    /// <summary>One byte for each connection, each of which is closed at once.</summary>
    private static async Task<long> WriteUntilRefusedAsync(EndPoint address)
    {
        for (long written = 0; ; written++)
        {
            using Socket? writer = await ConnectAsync(address);
            if (writer is null)
            {
                return written;
            }

            writer.Send("x"u8);
        }
    }

    /// <summary>Null when nobody is let in: refused, or not answered.</summary>
    private static async Task<Socket?> ConnectAsync(EndPoint address)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(800));
        try
        {
            await socket.ConnectAsync(address, patience.Token);
            return socket;
        }
        catch (Exception refused) when (refused is SocketException or OperationCanceledException)
        {
            socket.Dispose();
            return null;
        }
    }

    private ConnectionServer Open(bool isUnix, out EndPoint address, int mostConnections = 100)
    {
        IPEndPoint tcp = new(IPAddress.Loopback, ReceivingEnd.FreePort());
        address = isUnix ? new UnixDomainSocketEndPoint(_path) : tcp;
        var listen = new ListenAddress("here", isUnix ? _path : null, isUnix ? null : tcp);
        var server = new ConnectionServer(
            new SocketListener("HERE", listen, UnixFileMode.UserRead | UnixFileMode.UserWrite), mostConnections);
        server.Open();
        return server;
    }

    private async Task<SourceEnd> ServeAsync(Socket connection, TaskCompletionSource? begun = null)
    {
        begun?.TrySetResult();
        byte[] buffer = new byte[16];
        while (await connection.ReceiveAsync(buffer) is > 0 and var count)
        {
            Interlocked.Add(ref _served, count);
        }

        return SourceEnd.Complete;
    }
}
