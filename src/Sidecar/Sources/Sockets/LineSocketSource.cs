using System.Net.Sockets;
using PhiLens.Pipeline;
using PhiLens.Sidecar.Configuration;

namespace PhiLens.Sidecar.Sources.Sockets;

/// <summary>Newline-delimited text from a Unix or TCP socket, any number of connections.</summary>
/// <param name="address">Where to listen.</param>
/// <param name="unixMode">The mode of the socket's file; of no meaning for TCP.</param>
/// <param name="origin">Where the lines come from.</param>
/// <param name="events">Hears of connections that break.</param>
internal sealed class LineSocketSource(
    ListenAddress address, UnixFileMode unixMode, Origin origin, ISourceEvents events) : ISource
{
    /// <summary>Connections served at once, 4 KiB each at rest; more wait in the kernel's queue.</summary>
    private const int MostConnections = 1024;

    private readonly SocketListener _listener = new("PHILENS_SOURCES__LINES", address, unixMode);
    private readonly SemaphoreSlim _freeSlots = new(MostConnections, MostConnections);

    // Cancelled when no further connection is waited for: the stop has begun and the last one has ended.
    private readonly CancellationTokenSource _noMore = new();
    private int _open;

    /// <inheritdoc/>
    public string Name => _listener.Name;

    /// <inheritdoc/>
    public void Open() => _listener.Open();

    /// <inheritdoc/>
    public async Task RunAsync(ILaneFactory lanes, StopSignals stop)
    {
        await using CancellationTokenRegistration draining = stop.Draining.UnsafeRegister(_ => EndWhenIdle(stop), null);
        await using CancellationTokenRegistration over = stop.TimeIsOver.UnsafeRegister(_ => _noMore.Cancel(), null);
        List<Task> connections = [];
        while (await AcceptAsync(stop.TimeIsOver) is { } connection)
        {
            connections.RemoveAll(task => task.IsCompletedSuccessfully);
            connections.Add(ServeAsync(connection, lanes, stop));
        }

        await Task.WhenAll(connections);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _listener.Dispose();
        _freeSlots.Dispose();
        _noMore.Dispose();
    }

    /// <summary>The next connection, or null when none is waited for any more.</summary>
    private async ValueTask<Socket?> AcceptAsync(CancellationToken timeIsOver)
    {
        await _freeSlots.WaitAsync(timeIsOver);
        Socket? connection;
        try
        {
            connection = await _listener.AcceptAsync(_noMore.Token);
        }
        catch (OperationCanceledException)
        {
            // A writer that the kernel has already let in is served all the same.
            connection = _listener.TryAcceptPending();
        }

        if (connection is not null)
        {
            Interlocked.Increment(ref _open);
        }

        return connection;
    }

    private async Task ServeAsync(Socket connection, ILaneFactory lanes, StopSignals stop)
    {
        await Task.Yield();
        try
        {
            using Lane lane = lanes.Open(origin);
            await ReadAsync(connection, lane, stop.TimeIsOver);
        }
        finally
        {
            connection.Dispose();
            _freeSlots.Release();
            Interlocked.Decrement(ref _open);
            EndWhenIdle(stop);
        }
    }

    private async ValueTask ReadAsync(Socket connection, Lane lane, CancellationToken timeIsOver)
    {
        try
        {
            while (true)
            {
                Memory<byte> buffer = await lane.GetBufferAsync(timeIsOver);
                int count = await connection.ReceiveAsync(buffer, timeIsOver);
                if (count == 0)
                {
                    break;
                }

                await lane.AdvanceAsync(count, timeIsOver);
            }
        }
        catch (SocketException failure)
        {
            events.ConnectionBroken(Name, failure.SocketErrorCode);
        }

        await lane.EndAsync(timeIsOver);
    }

    private void EndWhenIdle(StopSignals stop)
    {
        if (stop.Draining.IsCancellationRequested && Volatile.Read(ref _open) == 0)
        {
            _noMore.Cancel();
        }
    }
}
