using System.ComponentModel;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using PhiLens.Sidecar.Sources.Posix;

namespace PhiLens.Sidecar.Sources.Sockets;

/// <summary>
/// The bytes of a connection, read through the <see cref="Poller"/>, which lets small writes gather: Docker's log
/// driver makes one write per line, and the runtime's own sockets would wake two threads for each. Asynchronous calls
/// only; one reader and one writer at a time.
/// </summary>
internal sealed class SocketStream : Stream
{
    private const int ConnectionReset = 104;

    private readonly Socket _socket;
    private readonly PolledDescriptor _descriptor;

    // Whether the last read took less than it could: the next one would find nothing.
    private bool _isDrained = true;

    /// <summary>Takes over the reading of a connection; the connection stays its owner's.</summary>
    /// <param name="socket">The connection. This object is disposed of before it is.</param>
    /// <param name="poller">Tells when there is something to read.</param>
    internal SocketStream(Socket socket, Poller poller)
    {
        socket.Blocking = false;
        _socket = socket;
        _descriptor = new PolledDescriptor(poller, (int)socket.SafeHandle.DangerousGetHandle(), ownsNumber: false);
    }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Reads what is there, or waits until something is.</summary>
    /// <param name="buffer">Where to; not empty.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The bytes read; 0 when the other side has closed.</returns>
    /// <exception cref="IOException">The connection broke; it holds the <see cref="SocketException"/>.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            if (_isDrained)
            {
                await _descriptor.WaitReadableAsync(cancellationToken);
            }

            int count = ReadNow(buffer);
            _isDrained = count < buffer.Length;
            if (count != PolledDescriptor.NothingYet)
            {
                return count;
            }
        }
    }

    /// <inheritdoc/>
    public override async ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            while (!buffer.IsEmpty)
            {
                buffer = buffer[await _socket.SendAsync(buffer, SocketFlags.None, cancellationToken)..];
            }
        }
        catch (SocketException failure)
        {
            throw new IOException(failure.Message, failure);
        }
    }

    /// <summary>Reads what is there, without waiting.</summary>
    /// <param name="buffer">Where to.</param>
    /// <returns>The bytes read; 0 at the end; <see cref="PolledDescriptor.NothingYet"/> for none.</returns>
    /// <exception cref="IOException">The connection broke; it holds the <see cref="SocketException"/>.</exception>
    internal int ReadNow(Memory<byte> buffer)
    {
        try
        {
            return _descriptor.TryRead(buffer);
        }
        catch (Win32Exception failure)
        {
            var error = failure.NativeErrorCode == ConnectionReset
                ? SocketError.ConnectionReset
                : SocketError.SocketError;
            throw new IOException(failure.Message, new SocketException((int)error));
        }
    }

    /// <inheritdoc/>
    public override void Flush()
    {
        // Nothing is held back.
    }

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _descriptor.Dispose();
        }

        base.Dispose(disposing);
    }
}
