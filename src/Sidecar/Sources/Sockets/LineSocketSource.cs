using System.Net.Sockets;
using PhiLens.Pipeline;
using PhiLens.Sidecar.Configuration;
using PhiLens.Sidecar.Sources.Posix;

namespace PhiLens.Sidecar.Sources.Sockets;

/// <summary>Newline-delimited text from a Unix or TCP socket, any number of connections.</summary>
/// <param name="address">Where to listen.</param>
/// <param name="unixMode">The mode of the socket's file; of no meaning for TCP.</param>
/// <param name="mostConnections">Connections served at once.</param>
/// <param name="origin">Where the lines come from.</param>
/// <param name="poller">Tells when connections can be read.</param>
/// <param name="events">Hears of connections that break.</param>
internal sealed class LineSocketSource(
    ListenAddress address,
    UnixFileMode unixMode,
    int mostConnections,
    Origin origin,
    Poller poller,
    ISourceEvents events) : ISource
{
    private readonly ConnectionServer _server = new(
        new SocketListener("PHILENS_SOURCES__LINES", address, unixMode), mostConnections);

    /// <inheritdoc/>
    public string Name => _server.Name;

    /// <inheritdoc/>
    public void Open() => _server.Open();

    /// <inheritdoc/>
    public Task<SourceEnd> RunAsync(ILaneFactory lanes, StopSignals stop) =>
        _server.RunAsync(stop, connection => ServeAsync(connection, lanes, stop));

    /// <inheritdoc/>
    public void Dispose() => _server.Dispose();

    private async Task<SourceEnd> ServeAsync(Socket connection, ILaneFactory lanes, StopSignals stop)
    {
        using Lane lane = lanes.Open(origin);
        await using var stream = new SocketStream(connection, poller);
        try
        {
            await ReadAsync(stream, lane, stop.TimeIsOver);
            await lane.EndAsync(stop.TimeIsOver);
            return SourceEnd.Complete;
        }
        catch (IOException failure)
        {
            // What was read before is in the lane, whose end settles it.
            events.ConnectionBroken(Name, ((SocketException)failure.InnerException!).SocketErrorCode);
            await lane.EndAsync(stop.TimeIsOver);
            return SourceEnd.Complete;
        }
        catch (OperationCanceledException) when (stop.TimeIsOver.IsCancellationRequested)
        {
            return await ReadLastAsync(connection, lane, stop.TimeIsOver);
        }
    }

    private static async ValueTask<SourceEnd> ReadLastAsync(Socket connection, Lane lane, CancellationToken timeIsOver)
    {
        for (int read = 0; read < StopSignals.LastPassBytes && connection.Available > 0;)
        {
            Memory<byte> buffer = await lane.GetBufferAsync(timeIsOver);
            int count = connection.Receive(buffer.Span, SocketFlags.None, out SocketError error);
            if (error != SocketError.Success || count == 0)
            {
                break;
            }

            read += count;
            await lane.AdvanceAsync(count, timeIsOver);
        }

        await lane.EndAsync(timeIsOver);
        return connection.Available > 0 ? SourceEnd.CutOff : SourceEnd.Complete;
    }

    private static async ValueTask ReadAsync(SocketStream connection, Lane lane, CancellationToken timeIsOver)
    {
        while (true)
        {
            timeIsOver.ThrowIfCancellationRequested();
            Memory<byte> buffer = await lane.GetBufferAsync(timeIsOver);
            int count = await connection.ReadAsync(buffer, timeIsOver);
            if (count == 0)
            {
                return;
            }

            await lane.AdvanceAsync(count, timeIsOver);
        }
    }
}
