using System.Net.Sockets;
using PhiLens.Bench.EndToEnd.Work;

namespace PhiLens.Bench.EndToEnd.Writer;

/// <summary>The writing end of a pipe or socket. Each write is one system call that blocks until it is taken.</summary>
internal sealed class Outlet : IDisposable
{
    private readonly FileStream? _pipe;
    private readonly Socket? _socket;

    private Outlet(FileStream? pipe, Socket? socket)
    {
        _pipe = pipe;
        _socket = socket;
    }

    internal static Outlet Open(SourceKind source, string path)
    {
        if (source == SourceKind.Fifo)
        {
            return new Outlet(new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 0), null);
        }

        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(path));
        return new Outlet(null, socket);
    }

    internal void Write(ReadOnlySpan<byte> bytes)
    {
        if (_pipe is not null)
        {
            _pipe.Write(bytes);
            return;
        }

        while (!bytes.IsEmpty)
        {
            bytes = bytes[_socket!.Send(bytes)..];
        }
    }

    public void Dispose()
    {
        _pipe?.Dispose();
        _socket?.Dispose();
    }
}
