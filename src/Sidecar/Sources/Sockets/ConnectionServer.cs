using System.Net.Sockets;

namespace PhiLens.Sidecar.Sources.Sockets;

/// <summary>
/// Accepts connections and serves each in a task of its own, until the stop has begun and the last writer has closed.
/// </summary>
/// <param name="listener">The open listening socket; stays the caller's.</param>
/// <param name="serve">
/// Reads one connection to its end. It does not throw for faults of the connection; the server closes the socket.
/// </param>
internal sealed class ConnectionServer(
    SocketListener listener, Func<Socket, StopSignals, Task> serve) : IDisposable
{
    /// <summary>Connections served at once, 4 KiB each at rest; more wait in the kernel's queue.</summary>
    private const int MostConnections = 1024;

    private readonly SemaphoreSlim _freeSlots = new(MostConnections, MostConnections);

    // Cancelled when no further connection is waited for: the stop has begun and the last one has ended.
    private readonly CancellationTokenSource _noMore = new();
    private int _open;

    internal async Task RunAsync(StopSignals stop)
    {
        await using CancellationTokenRegistration draining = stop.Draining.UnsafeRegister(_ => EndWhenIdle(stop), null);
        await using CancellationTokenRegistration over = stop.TimeIsOver.UnsafeRegister(_ => _noMore.Cancel(), null);
        List<Task> connections = [];
        while (await AcceptAsync(stop.TimeIsOver) is { } connection)
        {
            connections.RemoveAll(task => task.IsCompletedSuccessfully);
            connections.Add(ServeAsync(connection, stop));
        }

        await Task.WhenAll(connections);
    }

    public void Dispose()
    {
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
            connection = await listener.AcceptAsync(_noMore.Token);
        }
        catch (OperationCanceledException)
        {
            // A writer that the kernel has already let in is served all the same.
            connection = listener.TryAcceptPending();
        }

        if (connection is not null)
        {
            Interlocked.Increment(ref _open);
        }

        return connection;
    }

    private async Task ServeAsync(Socket connection, StopSignals stop)
    {
        await Task.Yield();
        try
        {
            await serve(connection, stop);
        }
        finally
        {
            connection.Dispose();
            _freeSlots.Release();
            Interlocked.Decrement(ref _open);
            EndWhenIdle(stop);
        }
    }

    private void EndWhenIdle(StopSignals stop)
    {
        if (stop.Draining.IsCancellationRequested && Volatile.Read(ref _open) == 0)
        {
            _noMore.Cancel();
        }
    }
}
