using System.Net.Sockets;
using PhiLens.Pipeline;
using PhiLens.Pipeline.Framing.Forward;
using PhiLens.Sidecar.Sources.Sockets;

namespace PhiLens.Sidecar.Sources.Forward;

/// <summary>One client of the Forward protocol: its bytes go into a lane, acknowledgements come back to it.</summary>
internal sealed class ForwardConnection : IDisposable
{
    private readonly Socket _socket;
    private readonly Stream _stream;
    private readonly CancellationToken _timeIsOver;
    private readonly AckWriter _acks;
    private readonly Task _acknowledging;
    private readonly ForwardLane _lane;

    /// <summary>Opens a lane for a connection.</summary>
    /// <param name="socket">The connection; disposed with this object.</param>
    /// <param name="stream">Its bytes, after TLS was taken off; disposed with this object.</param>
    /// <param name="lanes">Opens lanes.</param>
    /// <param name="timeIsOver">Ends the reading.</param>
    internal ForwardConnection(Socket socket, Stream stream, ILaneFactory lanes, CancellationToken timeIsOver)
    {
        _socket = socket;
        _stream = stream;
        _timeIsOver = timeIsOver;
        _acks = new AckWriter(_stream);
        _acknowledging = _acks.RunAsync();
        _lane = lanes.OpenForward(_acks);
    }

    /// <summary>Whether a message has come in part.</summary>
    internal bool IsHalfRead => _lane.IsHalfRead;

    /// <summary>Asks the client for the shared key.</summary>
    /// <param name="handshake">The server's side.</param>
    /// <returns>False when the client does not know it, or does not answer in time.</returns>
    internal async ValueTask<bool> GreetAsync(SharedKeyHandshake handshake)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(_timeIsOver);
        deadline.CancelAfter(ForwardAdmission.Deadline);
        byte[] received = new byte[SharedKeyHandshake.LongestPing];
        int length = 0;
        try
        {
            await _stream.WriteAsync(handshake.Helo(), deadline.Token);
            while (length < received.Length)
            {
                int count = await _stream.ReadAsync(received.AsMemory(length), deadline.Token);
                length += count;
                HandshakeStatus status = handshake.TryAnswer(received.AsSpan(0, length), out HandshakeAnswer answer);
                if (status == HandshakeStatus.Complete)
                {
                    await _stream.WriteAsync(answer.Pong, deadline.Token);
                    return answer.IsAccepted && await TakeAsync(received.AsMemory(answer.Consumed..length));
                }

                if (count == 0 || status == HandshakeStatus.Malformed)
                {
                    return false;
                }
            }

            return false;
        }
        catch (OperationCanceledException) when (!_timeIsOver.IsCancellationRequested)
        {
            return false;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Reads until the client closes or sends what is no message.</summary>
    internal async ValueTask<MalformedReason> ReadAsync()
    {
        while (true)
        {
            _timeIsOver.ThrowIfCancellationRequested();
            Memory<byte> buffer = await _lane.GetBufferAsync(_timeIsOver);
            int count = await _stream.ReadAsync(buffer, _timeIsOver);
            if (count == 0)
            {
                return MalformedReason.None;
            }

            MalformedReason reason = await _lane.AdvanceAsync(count, _timeIsOver);
            if (reason != MalformedReason.None)
            {
                return reason;
            }
        }
    }

    /// <summary>Reads what the kernel had taken from the client when the time to read was over.</summary>
    internal async ValueTask<SourceEnd> ReadLastAsync()
    {
        // A TLS stream whose read was cancelled cannot be read any more.
        int most = _stream is SocketStream ? StopSignals.LastPassBytes : 0;
        for (int read = 0; read < most && _socket.Available > 0;)
        {
            Memory<byte> buffer = await _lane.GetBufferAsync(_timeIsOver);
            int count = _socket.Receive(buffer.Span, SocketFlags.None, out SocketError error);
            if (error != SocketError.Success
                || count == 0
                || await _lane.AdvanceAsync(count, _timeIsOver) != MalformedReason.None)
            {
                return SourceEnd.Complete;
            }

            read += count;
        }

        return _socket.Available > 0 ? SourceEnd.CutOff : SourceEnd.Complete;
    }

    /// <summary>Sends on what waits for fragments, and stops acknowledging.</summary>
    internal async ValueTask EndAsync()
    {
        try
        {
            await _lane.EndAsync(_timeIsOver);
        }
        finally
        {
            _acks.Complete();
            await _acknowledging;
        }
    }

    public void Dispose()
    {
        _lane.Dispose();
        _stream.Dispose();
        _socket.Dispose();
    }

    /// <summary>Hands the lane what the client sent right behind its answer.</summary>
    private async ValueTask<bool> TakeAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            Memory<byte> buffer = await _lane.GetBufferAsync(_timeIsOver);
            int count = Math.Min(buffer.Length, bytes.Length);
            bytes[..count].CopyTo(buffer);
            bytes = bytes[count..];
            if (await _lane.AdvanceAsync(count, _timeIsOver) != MalformedReason.None)
            {
                return false;
            }
        }

        return true;
    }
}
