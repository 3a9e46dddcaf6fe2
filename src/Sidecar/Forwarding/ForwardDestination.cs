using System.Net.Sockets;
using System.Security.Authentication;
using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Delivery;
using PhiLens.Pipeline.Records;
using PhiLens.Sidecar.CloudWatch;
using PhiLens.Sidecar.Hardening;

namespace PhiLens.Sidecar.Forwarding;

/// <summary>
/// Delivers batches to one receiver of the Forward protocol, over one connection, one chunk at a time: a batch is
/// delivered when the receiver acknowledges its chunk. Safe for several threads, which wait for one another.
/// </summary>
internal sealed class ForwardDestination : ISink, IAsyncDisposable
{
    /// <summary>How long connecting, TLS and the handshake together may take.</summary>
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    /// <summary>How long an unused connection is kept. A receiver that stops waits for its writers to close.</summary>
    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(10);

    /// <summary>The shortest wait after a receiver refused the shared key: a person must change a setting.</summary>
    private static readonly TimeSpan RefusedWait = TimeSpan.FromSeconds(5);

    private readonly ForwardReceiver _receiver;
    private readonly ForwardToOptions _options;
    private readonly TlsTrust _trust;
    private readonly BlockPool _pool;
    private readonly IForwardEvents _events;
    private readonly ITimer _idle;

    // One sender at a time, or the timer.
    private readonly SemaphoreSlim _gate = new(1, 1);
    private ReceiverConnection? _connection;
    private bool _isRefusalTold;

    /// <summary>Makes a destination. Nothing is opened before there is a batch.</summary>
    /// <param name="receiver">The receiver.</param>
    /// <param name="options">The shared key, compression and the wait for acknowledgements.</param>
    /// <param name="trust">Which certificates are trusted.</param>
    /// <param name="pool">Where compressed entries lie.</param>
    /// <param name="events">Hears what goes wrong.</param>
    /// <param name="time">The clock of the idle connection.</param>
    public ForwardDestination(
        ForwardReceiver receiver,
        ForwardToOptions options,
        TlsTrust trust,
        BlockPool pool,
        IForwardEvents events,
        TimeProvider time)
    {
        (_receiver, _options, _trust, _pool, _events) = (receiver, options, trust, pool, events);
        _idle = time.CreateTimer(
            static destination => _ = ((ForwardDestination)destination!).CloseIdleAsync(),
            this,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc/>
    public async ValueTask<DeliveryResult> SendAsync(EventBatch batch, CancellationToken cancellationToken)
    {
        try
        {
            await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return DeliveryResult.Retry(RetryCause.Timeout);
        }

        return await SendInTurnAsync(batch, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _idle.DisposeAsync().ConfigureAwait(false);
        await CloseAsync().ConfigureAwait(false);
        _gate.Dispose();
    }

    private async ValueTask<DeliveryResult> SendInTurnAsync(EventBatch batch, CancellationToken cancellationToken)
    {
        bool isDone = false;
        try
        {
            _idle.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            DeliveryResult result = await ConnectAsync(cancellationToken).ConfigureAwait(false)
                ?? await SendChunkAsync(batch, cancellationToken).ConfigureAwait(false);
            isDone = result.Outcome == DeliveryOutcome.Accepted;
            return result;
        }
        finally
        {
            if (isDone)
            {
                _idle.Change(IdleTime, Timeout.InfiniteTimeSpan);
            }
            else
            {
                // What is left of a failed exchange must never be taken for a part of the next.
                await CloseAsync().ConfigureAwait(false);
            }

            _gate.Release();
        }
    }

    /// <summary>Makes sure of a connection.</summary>
    /// <returns>Null when there is one, else why not.</returns>
    private async Task<DeliveryResult?> ConnectAsync(CancellationToken cancellationToken)
    {
        if (_connection is { IsStale: false })
        {
            return null;
        }

        await CloseAsync().ConfigureAwait(false);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(ConnectTimeout);
        bool isGreeted = _options.SharedKey is not null && _receiver.UnixPath is null;
        var greeting = isGreeted ? new ForwardGreeting(_options.SharedKey!, Environment.MachineName) : null;
        try
        {
            _connection = await ReceiverConnection.OpenAsync(_receiver, _trust, greeting, deadline.Token)
                .ConfigureAwait(false);
            return null;
        }
        catch (ForwardRefusedException refused)
        {
            return Refused(refused.Message);
        }
        catch (Exception fault) when (IsFault(fault))
        {
            return Failed(fault, mayBeThere: false, cancellationToken);
        }
    }

    private async Task<DeliveryResult> SendChunkAsync(EventBatch batch, CancellationToken cancellationToken)
    {
        using CompressedBody? compressed = _options.Gzip ? CompressedBody.Of(batch, _pool) : null;
        IReadOnlyList<ReadOnlyMemory<byte>> entries = compressed?.Body.Segments ?? batch.Segments;
        var chunk = ForwardChunk.Of(batch, compressed?.Body.Length ?? batch.BodyLength, _options.Gzip);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(_options.AckTimeout);
        try
        {
            await _connection!.WriteAsync(chunk.Before, deadline.Token).ConfigureAwait(false);
            foreach (ReadOnlyMemory<byte> segment in entries)
            {
                await _connection.WriteAsync(segment, deadline.Token).ConfigureAwait(false);
            }

            await _connection.WriteAsync(chunk.After, deadline.Token).ConfigureAwait(false);
            ReadOnlyMemory<byte> answer = await _connection.ReadAsync(deadline.Token).ConfigureAwait(false);
            return chunk.IsAcknowledgedBy(answer.Span) ? Delivered() : Unexpected(answer.Span);
        }
        catch (Exception fault) when (IsFault(fault))
        {
            // A receiver keeps the entries that it could read, also of a message that was cut off.
            return Failed(fault, mayBeThere: true, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return DeliveryResult.Retry(RetryCause.Timeout, ambiguous: true);
        }
    }

    private DeliveryResult Delivered()
    {
        _isRefusalTold = false;
        return DeliveryResult.Accepted();
    }

    /// <summary>An array instead of an acknowledgement is a receiver's greeting, which asks for a shared key.</summary>
    private DeliveryResult Unexpected(ReadOnlySpan<byte> answer)
    {
        _ = MessagePackHeader.Read(answer, out MessagePackHeader header);
        if (header.Kind == MessagePackKind.Array)
        {
            return Refused("PHILENS_FORWARD__SHAREDKEY: the receiver asks for a shared key");
        }

        _events.ReceiverFailed(_receiver.Text, "WrongAcknowledgement");
        return DeliveryResult.Retry(RetryCause.ServerError, ambiguous: true);
    }

    private DeliveryResult Refused(string message)
    {
        if (!_isRefusalTold)
        {
            _isRefusalTold = true;
            _events.ReceiverRefused(_receiver.Text, message);
        }

        return DeliveryResult.Retry(RetryCause.AccessDenied, retryAfter: RefusedWait);
    }

    private DeliveryResult Failed(Exception fault, bool mayBeThere, CancellationToken cancellationToken)
    {
        bool isLate = fault is OperationCanceledException;
        SocketException? ofSocket = fault as SocketException ?? fault.InnerException as SocketException;
        if (!cancellationToken.IsCancellationRequested)
        {
            _events.ReceiverFailed(
                _receiver.Text, isLate ? "Timeout" : ofSocket?.SocketErrorCode.ToString() ?? fault.GetType().Name);
        }

        return DeliveryResult.Retry(isLate ? RetryCause.Timeout : RetryCause.Connection, mayBeThere);
    }

    private static bool IsFault(Exception fault) =>
        fault is IOException or SocketException or AuthenticationException or OperationCanceledException;

    private async Task CloseIdleAsync()
    {
        if (!await _gate.WaitAsync(TimeSpan.Zero).ConfigureAwait(false))
        {
            return;
        }

        await CloseAsync().ConfigureAwait(false);
        _gate.Release();
    }

    private async ValueTask CloseAsync()
    {
        if (_connection is { } connection)
        {
            _connection = null;
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }
}
