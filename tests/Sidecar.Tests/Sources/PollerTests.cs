using System.Net.Sockets;
using PhiLens.Sidecar.Sources.Posix;
using PhiLens.Sidecar.Sources.Sockets;

namespace PhiLens.Sidecar.Tests.Sources;

public sealed class PollerTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    /// <summary>While little comes, a reader goes on within the poller's own thread, and may end all there.</summary>
    [Fact]
    public async Task A_reader_on_the_poller_s_thread_may_end_the_poller()
    {
        var poller = new Poller();
        (Socket reader, Socket writer) = await PairAsync();
        using (reader)
        using (writer)
        {
            poller.Start();
            Task ended = EndAfterReadAsync(reader, poller);
            await writer.SendAsync("x"u8.ToArray());

            await ended.WaitAsync(Deadline);
        }
    }

    private static async Task EndAfterReadAsync(Socket reader, Poller poller)
    {
        await using (var stream = new SocketStream(reader, poller))
        {
            Assert.Equal(1, await stream.ReadAsync(new byte[16]));
        }

        poller.Dispose();
    }

    private static async Task<(Socket Reader, Socket Writer)> PairAsync()
    {
        using var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.IPv6Loopback, 0));
        listener.Listen();
        var writer = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await writer.ConnectAsync(listener.LocalEndPoint!);
        return (await listener.AcceptAsync(), writer);
    }
}
