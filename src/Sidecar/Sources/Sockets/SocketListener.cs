using System.Net.Sockets;
using PhiLens.Sidecar.Configuration;
using PhiLens.Sidecar.Sources.Posix;

namespace PhiLens.Sidecar.Sources.Sockets;

/// <summary>A listening Unix or TCP socket.</summary>
/// <param name="setting">The full name of the setting that asked for it, for messages.</param>
/// <param name="address">Where to listen.</param>
/// <param name="unixMode">The mode of the socket's file; of no meaning for TCP.</param>
internal sealed class SocketListener(string setting, ListenAddress address, UnixFileMode unixMode) : IDisposable
{
    /// <summary>Connections that the kernel lets in before they are accepted.</summary>
    private const int Backlog = 512;

    /// <summary>Within so long a handshake that has begun is over: writers are in the task or its network.</summary>
    private static readonly TimeSpan Handshake = TimeSpan.FromMilliseconds(50);

    private readonly string _setting = address.Place ?? setting;
    private Socket? _socket;

    internal string Name => address.Text;

    /// <summary>Binds and listens.</summary>
    /// <exception cref="SourceException">The address cannot be had.</exception>
    internal void Open()
    {
        try
        {
            if (address.UnixPath is { } path)
            {
                RemoveStale(path);
                _socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                _socket.Bind(new UnixDomainSocketEndPoint(path));
                File.SetUnixFileMode(path, unixMode);
            }
            else
            {
                _socket = new Socket(address.Tcp!.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
                _socket.Bind(address.Tcp);
            }

            _socket.Listen(Backlog);
        }
        catch (Exception failure) when (failure is SocketException or IOException or UnauthorizedAccessException)
        {
            throw new SourceException(
                $"{_setting}: cannot listen on {address.Text}: {failure.Message}.{HintAtUser(failure)}");
        }
    }

    internal ValueTask<Socket> AcceptAsync(CancellationToken cancellationToken) =>
        _socket!.AcceptAsync(cancellationToken);

    /// <summary>
    /// Has the kernel let nobody in from now on, while those whom it has let in already can still be accepted. Without
    /// it, whoever connects between the last look and the close writes what nobody reads, and is not told.
    /// </summary>
    internal async ValueTask LetNobodyInAsync()
    {
        _socket!.Blocking = false;
        try
        {
            if (address.UnixPath is null)
            {
                ListeningTcp.DropRequests(_socket);
                await Task.Delay(Handshake);
            }
            else
            {
                _socket.Shutdown(SocketShutdown.Receive);
            }
        }
        catch (SocketException)
        {
            // A kernel that does not know this: what comes until the close, which follows at once, is reset by it.
        }
    }

    /// <summary>After <see cref="LetNobodyInAsync"/>: one whom the kernel had let in before, or null.</summary>
    /// <exception cref="SocketException">It cannot be accepted now: no descriptor is left.</exception>
    internal Socket? TryAcceptPending()
    {
        while (true)
        {
            try
            {
                return _socket!.Accept();
            }
            catch (SocketException none) when (none.SocketErrorCode
                is SocketError.WouldBlock or SocketError.InvalidArgument)
            {
                // A Unix socket that was shut down says "invalid" where others say "would wait".
                return null;
            }
            catch (SocketException gone) when (gone.SocketErrorCode == SocketError.ConnectionAborted)
            {
                // That one has left again; the next one is asked for.
            }
        }
    }

    public void Dispose()
    {
        if (_socket is null)
        {
            return;
        }

        _socket.Dispose();
        _socket = null;
        if (address.UnixPath is { } path)
        {
            File.Delete(path);
        }
    }

    /// <summary>The agent gives its directory to the user whom the task definition names, else to root.</summary>
    private string HintAtUser(Exception failure) =>
        address is { Place: not null, UnixPath: not null }
        && failure is UnauthorizedAccessException or SocketException { SocketErrorCode: SocketError.AccessDenied }
            ? " Set \"user\" for this container in the task definition: the agent gives the directory to that user."
            : "";

    /// <summary>
    /// Removes the socket file that a process which is gone has left. A file of any other kind is somebody's data,
    /// and a socket that answers is somebody's service: both are refused.
    /// </summary>
    private void RemoveStale(string path)
    {
        switch (FileType.Of(path))
        {
            case FileType.Missing:
                return;
            case FileType.Socket when !Answers(path):
                File.Delete(path);
                return;
            case FileType.Socket:
                throw new SourceException($"{_setting}: {path} is in use by another process.");
            default:
                throw new SourceException(
                    $"{_setting}: {path} exists and is not a socket; remove it or name another path.");
        }
    }

    private static bool Answers(string path)
    {
        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            probe.Connect(new UnixDomainSocketEndPoint(path));
            return true;
        }
        catch (SocketException refused) when (refused.SocketErrorCode == SocketError.ConnectionRefused)
        {
            return false;
        }
    }
}
