using System.Net;
using System.Net.Sockets;
using PhiLens.Sidecar.Configuration;

namespace PhiLens.Sidecar.Sources.Sockets;

/// <summary>
/// The agent's TCP health check: a connection is accepted, and what comes in is thrown away and counts nowhere. It ends
/// when the stop begins.
/// </summary>
/// <param name="address">Where to listen.</param>
/// <param name="place">Where the agent's file says so, for messages.</param>
internal sealed class ProbeSource(IPEndPoint address, string place) : ISource
{
    /// <summary>Checks at once; the agent's own is one at a time.</summary>
    private const int MostConnections = 32;

    /// <summary>A check is over in a moment: who stays longer is closed, so that places for others are left.</summary>
    private static readonly TimeSpan LongestCheck = TimeSpan.FromSeconds(10);

    private readonly ConnectionServer _server = new(
        new SocketListener(place, new ListenAddress($"tcp:{address}", null, address), UnixFileMode.None),
        MostConnections);

    /// <inheritdoc/>
    public string Name => _server.Name;

    /// <inheritdoc/>
    public void Open() => _server.Open();

    /// <inheritdoc/>
    public Task<SourceEnd> RunAsync(ILaneFactory lanes, StopSignals stop) =>
        _server.RunAsync(stop, connection => AnswerAsync(connection, stop));

    /// <inheritdoc/>
    public void Dispose() => _server.Dispose();

    private static async Task<SourceEnd> AnswerAsync(Socket connection, StopSignals stop)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop.Draining, stop.TimeIsOver);
        end.CancelAfter(LongestCheck);
        byte[] ignored = new byte[512];
        try
        {
            while (await connection.ReceiveAsync(ignored, end.Token) > 0)
            {
            }
        }
        catch (Exception closed) when (closed is SocketException or OperationCanceledException)
        {
            // However a check ends, it was answered.
        }

        return SourceEnd.Complete;
    }
}
