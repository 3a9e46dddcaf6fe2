using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using PhiLens.Pipeline.Records;
using PhiLens.Sidecar.Hardening;

namespace PhiLens.Sidecar.Forwarding;

/// <summary>One open connection to a receiver. Used by one sender at a time; what fails is thrown.</summary>
internal sealed class ReceiverConnection : IAsyncDisposable
{
    /// <summary>The longest message of a receiver; usual ones have a few hundred bytes.</summary>
    private const int LongestAnswer = 4096;

    private readonly Socket _socket;
    private readonly byte[] _answer = new byte[LongestAnswer];
    private Stream _stream = Stream.Null;
    private int _taken;
    private int _length;

    private ReceiverConnection(Socket socket) => _socket = socket;

    /// <summary>Whether the receiver has closed meanwhile, or has sent what nobody asked for.</summary>
    public bool IsStale => _length > 0 || _socket.Poll(0, SelectMode.SelectRead);

    /// <summary>Connects, and proves the shared key where there is one.</summary>
    /// <param name="receiver">Where to.</param>
    /// <param name="trust">Which certificates are trusted.</param>
    /// <param name="greeting">The handshake; null for none.</param>
    /// <param name="cancellationToken">Ends the try.</param>
    /// <exception cref="ForwardRefusedException">The two do not agree about the shared key.</exception>
    public static async Task<ReceiverConnection> OpenAsync(
        ForwardReceiver receiver, TlsTrust trust, ForwardGreeting? greeting, CancellationToken cancellationToken)
    {
        var connection = new ReceiverConnection(receiver.UnixPath is null
            ? new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true }
            : new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified));
        try
        {
            await connection.ConnectAsync(receiver, trust, cancellationToken);
            if (greeting is not null)
            {
                await connection.GreetAsync(greeting, cancellationToken);
            }

            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Writes bytes.</summary>
    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        _stream.WriteAsync(bytes, cancellationToken);

    /// <summary>Reads the receiver's next message.</summary>
    /// <returns>The message's bytes, valid until the next read.</returns>
    /// <exception cref="IOException">It closed, or sent what is no message.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var cursor = new MessagePackCursor(_answer.AsSpan(_taken, _length));
            MessagePackStatus status = cursor.ReadWhole(out ReadOnlySpan<byte> whole);
            if (status == MessagePackStatus.Complete)
            {
                ReadOnlyMemory<byte> message = _answer.AsMemory(_taken, whole.Length);
                _taken += whole.Length;
                _length -= whole.Length;
                return message;
            }

            _answer.AsSpan(_taken, _length).CopyTo(_answer);
            _taken = 0;
            int count = status == MessagePackStatus.Malformed || _length == LongestAnswer
                ? 0
                : await _stream.ReadAsync(_answer.AsMemory(_length), cancellationToken);
            if (count == 0)
            {
                throw new IOException("The receiver closed the connection or sent what is no message.");
            }

            _length += count;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        _socket.Dispose();
    }

    private async Task ConnectAsync(ForwardReceiver receiver, TlsTrust trust, CancellationToken cancellationToken)
    {
        if (receiver.UnixPath is { } path)
        {
            await _socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
        }
        else
        {
            await _socket.ConnectAsync(receiver.Host, receiver.Port, cancellationToken);
        }

        _stream = new NetworkStream(_socket, ownsSocket: false);
        if (!receiver.IsTls)
        {
            return;
        }

        var secure = new SslStream(_stream);
        _stream = secure;
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = receiver.Host,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            CertificateChainPolicy = trust.ChainPolicy(),
        };
        await secure.AuthenticateAsClientAsync(options, cancellationToken);
    }

    private async Task GreetAsync(ForwardGreeting greeting, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> helo = await ReadAsync(cancellationToken);
        byte[] ping = greeting.Ping(helo.Span) ?? throw new ForwardRefusedException(
            "PHILENS_FORWARD__SHAREDKEY: the receiver does not greet, or asks for a user name");
        await WriteAsync(ping, cancellationToken);
        if (!greeting.IsWelcome((await ReadAsync(cancellationToken)).Span))
        {
            throw new ForwardRefusedException(
                "PHILENS_FORWARD__SHAREDKEY: the receiver has another key");
        }
    }
}
