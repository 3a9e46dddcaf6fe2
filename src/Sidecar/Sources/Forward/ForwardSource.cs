using System.Net.Sockets;
using System.Security.Authentication;
using PhiLens.Pipeline.Framing.Forward;
using PhiLens.Sidecar.Configuration;
using PhiLens.Sidecar.Hardening;
using PhiLens.Sidecar.Sources.Posix;
using PhiLens.Sidecar.Sources.Sockets;

namespace PhiLens.Sidecar.Sources.Forward;

/// <summary>
/// The Fluentd Forward protocol on a Unix, TCP or TLS socket, as Docker's log driver and other forwarders speak it. A
/// damaged message ends its own connection only; what came before it is kept.
/// </summary>
/// <param name="address">Where to listen.</param>
/// <param name="unixMode">The mode of the socket's file; of no meaning for TCP and TLS.</param>
/// <param name="admission">What is asked of clients.</param>
/// <param name="mostConnections">Connections served at once.</param>
/// <param name="poller">Tells when connections can be read.</param>
/// <param name="events">Hears of connections that break.</param>
internal sealed class ForwardSource(
    ListenAddress address,
    UnixFileMode unixMode,
    ForwardAdmission admission,
    int mostConnections,
    Poller poller,
    ISourceEvents events) : ISource
{
    private readonly ConnectionServer _server = new(
        new SocketListener("PHILENS_SOURCES__FORWARD", address, unixMode), mostConnections);

    /// <inheritdoc/>
    public string Name => _server.Name;

    /// <inheritdoc/>
    public void Open() => _server.Open();

    /// <inheritdoc/>
    public Task<SourceEnd> RunAsync(ILaneFactory lanes, StopSignals stop) =>
        _server.RunAsync(stop, connection => ServeAsync(connection, lanes, stop));

    /// <inheritdoc/>
    public void Dispose() => _server.Dispose();

    private async Task<SourceEnd> ServeAsync(Socket socket, ILaneFactory lanes, StopSignals stop)
    {
        await using var network = new SocketStream(socket, poller);
        if (admission.Tls is not { } tls)
        {
            return await ServeAsync(socket, network, lanes, stop);
        }

        if (await TryGreetAsync(tls, network, stop.TimeIsOver) is not { } secure)
        {
            return SourceEnd.Complete;
        }

        using (secure)
        {
            return await ServeAsync(socket, secure, lanes, stop);
        }
    }

    private async Task<SourceEnd> ServeAsync(Socket socket, Stream stream, ILaneFactory lanes, StopSignals stop)
    {
        using var connection = new ForwardConnection(socket, stream, lanes, stop.TimeIsOver);
        try
        {
            if (admission.SharedKey is { } key
                && !await connection.GreetAsync(new SharedKeyHandshake(key, admission.HostName)))
            {
                events.ConnectionRefused(Name);
                return SourceEnd.Complete;
            }

            MalformedReason reason = await connection.ReadAsync();
            if (reason != MalformedReason.None)
            {
                events.MessageMalformed(Name, reason);
            }
            else if (connection.IsHalfRead)
            {
                events.MessageCutOff(Name);
            }

            return SourceEnd.Complete;
        }
        catch (IOException failure)
        {
            SocketError error = (failure.InnerException as SocketException)?.SocketErrorCode ?? SocketError.SocketError;
            events.ConnectionBroken(Name, error);
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

    /// <summary>Takes TLS off a connection; null when the client cannot, or takes too long.</summary>
    private async Task<Stream?> TryGreetAsync(TlsServer tls, SocketStream network, CancellationToken timeIsOver)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(timeIsOver);
        deadline.CancelAfter(ForwardAdmission.Deadline);
        try
        {
            return await tls.GreetAsync(network, deadline.Token);
        }
        catch (Exception refused) when (refused is AuthenticationException or IOException or OperationCanceledException)
        {
            events.TlsRefused(Name);
            return null;
        }
    }
}
