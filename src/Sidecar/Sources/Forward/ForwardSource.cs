using System.Net.Sockets;
using PhiLens.Pipeline.Framing.Forward;
using PhiLens.Sidecar.Configuration;
using PhiLens.Sidecar.Sources.Sockets;

namespace PhiLens.Sidecar.Sources.Forward;

/// <summary>
/// The Fluentd Forward protocol on a Unix or TCP socket, as Docker's log driver and other forwarders speak it. A
/// damaged message ends its own connection only; what came before it is kept.
/// </summary>
/// <param name="address">Where to listen.</param>
/// <param name="unixMode">The mode of the socket's file; of no meaning for TCP.</param>
/// <param name="sharedKey">What clients on TCP must know; null asks for nothing.</param>
/// <param name="mostConnections">Connections served at once.</param>
/// <param name="hostName">How the server names itself in the handshake.</param>
/// <param name="events">Hears of connections that break.</param>
internal sealed class ForwardSource(
    ListenAddress address,
    UnixFileMode unixMode,
    string? sharedKey,
    int mostConnections,
    string hostName,
    ISourceEvents events) : ISource
{
    private readonly ConnectionServer _server = new(
        new SocketListener("PHILENS_SOURCES__FORWARD", address, unixMode), mostConnections);

    /// <inheritdoc/>
    public string Name => _server.Name;

    /// <summary>Only TCP asks for the shared key: who may open a Unix socket is said by its mode.</summary>
    private string? SharedKey => address.UnixPath is null ? sharedKey : null;

    /// <inheritdoc/>
    public void Open() => _server.Open();

    /// <inheritdoc/>
    public Task<SourceEnd> RunAsync(ILaneFactory lanes, StopSignals stop) =>
        _server.RunAsync(stop, connection => ServeAsync(connection, lanes, stop));

    /// <inheritdoc/>
    public void Dispose() => _server.Dispose();

    private async Task<SourceEnd> ServeAsync(Socket socket, ILaneFactory lanes, StopSignals stop)
    {
        using var connection = new ForwardConnection(socket, lanes, stop.TimeIsOver);
        try
        {
            if (SharedKey is { } key && !await connection.GreetAsync(new SharedKeyHandshake(key, hostName)))
            {
                events.ConnectionRefused(Name);
                return SourceEnd.Complete;
            }

            MalformedReason reason = await connection.ReadAsync();
            if (reason != MalformedReason.None)
            {
                events.MessageMalformed(Name, reason);
            }

            return SourceEnd.Complete;
        }
        catch (SocketException failure)
        {
            events.ConnectionBroken(Name, failure.SocketErrorCode);
            return SourceEnd.Complete;
        }
        catch (OperationCanceledException) when (stop.TimeIsOver.IsCancellationRequested)
        {
            return await connection.ReadLastAsync();
        }
        finally
        {
            await connection.EndAsync();
        }
    }
}
