using System.Net.Sockets;
using PhiLens.Sidecar.Hardening;

namespace PhiLens.Sidecar.Sources.Sockets;

/// <summary>
/// Accepts connections and serves each in a task of its own, until the stop has begun and the last writer has closed.
/// </summary>
/// <param name="listener">The listening socket; this server opens it and disposes of it.</param>
/// <param name="mostConnections">Connections served at once; more wait in the kernel's queue.</param>
internal sealed class ConnectionServer(SocketListener listener, int mostConnections) : IDisposable
{
    /// <summary>When the process has no descriptor left, accepting is tried again after so long.</summary>
    private static readonly TimeSpan AcceptPause = TimeSpan.FromMilliseconds(100);

    private readonly SemaphoreSlim _freeSlots = new(mostConnections);

    // Cancelled when no further connection is waited for: the stop has begun and the last one has ended.
    private readonly CancellationTokenSource _noMore = new();
    private int _open;

    internal string Name => listener.Name;

    internal void Open() => listener.Open();

    /// <summary>Serves until no writer is left after the stop has begun.</summary>
    /// <param name="stop">When to end.</param>
    /// <param name="serve">
    /// Reads one connection to its end. It does not throw for faults of the connection; the server closes the socket.
    /// </param>
    /// <returns>How the worst of the connections ended.</returns>
    internal async Task<SourceEnd> RunAsync(StopSignals stop, Func<Socket, Task<SourceEnd>> serve)
    {
        await using CancellationTokenRegistration draining = stop.Draining.UnsafeRegister(_ => EndWhenIdle(stop), null);
        await using CancellationTokenRegistration over = stop.TimeIsOver.UnsafeRegister(_ => _noMore.Cancel(), null);
        List<Task<SourceEnd>> connections = [];
        var worst = SourceEnd.Complete;
        while (await AcceptAsync() is { } connection)
        {
            connections.Add(ServeAsync(connection, stop, serve));
            foreach (Task<SourceEnd> ended in connections.FindAll(task => task.IsCompleted))
            {
                connections.Remove(ended);
                worst = (SourceEnd)Math.Max((int)worst, (int)await ended);
            }
        }

        // A writer that the kernel has already let in is served all the same.
        await listener.LetNobodyInAsync();
        while (await AcceptPendingAsync(stop.TimeIsOver) is { } connection)
        {
            connections.Add(ServeAsync(connection, stop, serve));
        }

        return (await Task.WhenAll(connections)).Append(worst).Max();
    }

    public void Dispose()
    {
        listener.Dispose();
        _freeSlots.Dispose();
        _noMore.Dispose();
    }

    /// <summary>The next connection, or null when none is waited for any more.</summary>
    private async ValueTask<Socket?> AcceptAsync()
    {
        bool hasSlot = false;
        try
        {
            await _freeSlots.WaitAsync(_noMore.Token);
            hasSlot = true;
            Socket connection = await AcceptPatientlyAsync();
            Interlocked.Increment(ref _open);
            return connection;
        }
        catch (OperationCanceledException)
        {
            if (hasSlot)
            {
                _freeSlots.Release();
            }

            return null;
        }
    }

    /// <summary>Accepts; an error of accepting (no descriptor is left) passes when a connection has ended.</summary>
    private async ValueTask<Socket> AcceptPatientlyAsync()
    {
        while (true)
        {
            try
            {
                return await listener.AcceptAsync(_noMore.Token);
            }
            catch (SocketException)
            {
                await Task.Delay(AcceptPause, _noMore.Token);
            }
        }
    }

    /// <summary>The next of those that waited in the kernel when it was told to let nobody in.</summary>
    /// <remarks>When the time is over they are taken in without regard for the bound: each has one last pass.</remarks>
    private async ValueTask<Socket?> AcceptPendingAsync(CancellationToken timeIsOver)
    {
        await _freeSlots.WaitAsync(timeIsOver).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (true)
        {
            try
            {
                if (listener.TryAcceptPending() is not { } connection)
                {
                    return null;
                }

                Interlocked.Increment(ref _open);
                return connection;
            }
            catch (SocketException) when (timeIsOver.IsCancellationRequested)
            {
                // The close resets it, which tells the writer.
                return null;
            }
            catch (SocketException)
            {
                await Task.Delay(AcceptPause, timeIsOver).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<SourceEnd> ServeAsync(
        Socket connection, StopSignals stop, Func<Socket, Task<SourceEnd>> serve)
    {
        await Task.Yield();
        try
        {
            return await serve(connection);
        }
        finally
        {
            connection.Dispose();
            _freeSlots.Release();
            Interlocked.Decrement(ref _open);
            EndWhenIdle(stop);
            ManagedHeap.KeepSmall();
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
