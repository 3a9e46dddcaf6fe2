using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Threading.Tasks.Sources;
using PhiLens.Pipeline;

namespace PhiLens.Sidecar.Sources.Posix;

/// <summary>A file descriptor that is read without blocking a thread. One reader at a time.</summary>
internal sealed class PolledDescriptor : IValueTaskSource, IDisposable
{
    /// <summary>The answer of <see cref="TryRead"/> when there is nothing to read yet.</summary>
    internal const int NothingYet = -1;

    private readonly Poller _poller;
    private readonly bool _canPoll;
    private readonly bool _ownsNumber;

    // The wait: set up by the reader, ended once by the poller or by cancellation.
    private ManualResetValueTaskSourceCore<bool> _wait = new() { RunContinuationsAsynchronously = true };
    private CancellationTokenRegistration _cancellation;
    private int _waiting;
    private int _closed;
    private long _readSinceWait;

    /// <summary>Takes a descriptor in.</summary>
    /// <param name="poller">Tells when it can be read.</param>
    /// <param name="number">The descriptor, which does not block.</param>
    /// <param name="ownsNumber">Whether it is closed with this object.</param>
    internal PolledDescriptor(Poller poller, int number, bool ownsNumber = true)
    {
        _poller = poller;
        _ownsNumber = ownsNumber;
        Number = number;
        _canPoll = poller.TryAdd(this);
    }

    internal int Number { get; }

    /// <summary>Reads what is there.</summary>
    /// <returns>The bytes read; 0 at the end of input; <see cref="NothingYet"/> when it would have to wait.</returns>
    internal unsafe int TryRead(Memory<byte> buffer)
    {
        while (true)
        {
            nint count;
            fixed (byte* pointer = buffer.Span)
            {
                count = LibC.Read(Number, pointer, (nuint)buffer.Length);
            }

            if (count >= 0)
            {
                _readSinceWait += count;
                return (int)count;
            }

            int error = Marshal.GetLastPInvokeError();
            if (error == LibC.TryAgain)
            {
                return NothingYet;
            }

            if (error != LibC.Interrupted)
            {
                throw new Win32Exception(error, "read failed");
            }
        }
    }

    /// <summary>How many bytes can be read without waiting; 0 where the kernel does not say.</summary>
    /// <param name="descriptor">Of a pipe, either end.</param>
    internal static unsafe int Available(int descriptor)
    {
        int count = 0;
        return LibC.DeviceControl(descriptor, LibC.BytesToRead, &count) == 0 ? count : 0;
    }

    /// <summary>
    /// The last pass over what the writers had written when the time to read was over, into a lane that no longer
    /// waits for room.
    /// </summary>
    /// <param name="lane">The lane.</param>
    /// <param name="timeIsOver">Already cancelled.</param>
    internal async ValueTask<SourceEnd> ReadLastAsync(Lane lane, CancellationToken timeIsOver)
    {
        for (int read = 0; read < StopSignals.LastPassBytes && Available(Number) > 0;)
        {
            int count = TryRead(await lane.GetBufferAsync(timeIsOver));
            if (count <= 0)
            {
                break;
            }

            read += count;
            await lane.AdvanceAsync(count, timeIsOver);
        }

        await lane.EndAsync(timeIsOver);
        return Available(Number) > 0 ? SourceEnd.CutOff : SourceEnd.Complete;
    }

    /// <summary>Waits until there is something to read, or the writers have gone.</summary>
    internal ValueTask WaitReadableAsync(CancellationToken cancellationToken)
    {
        if (!_canPoll)
        {
            return default;
        }

        cancellationToken.ThrowIfCancellationRequested();
        _wait.Reset();
        Volatile.Write(ref _waiting, 1);
        _cancellation = cancellationToken.UnsafeRegister(
            static (self, token) => ((PolledDescriptor)self!).Cancel(token), this);
        _poller.Arm(this, _readSinceWait);
        _readSinceWait = 0;
        return new ValueTask(this, _wait.Version);
    }

    /// <summary>Called by the poller's thread.</summary>
    /// <param name="isInline">Whether the reader goes on within this call, or on a thread of the pool.</param>
    internal void SignalReadable(bool isInline)
    {
        if (Interlocked.Exchange(ref _waiting, 0) == 1)
        {
            _wait.RunContinuationsAsynchronously = !isInline;
            _wait.SetResult(true);
        }
    }

    public void Dispose()
    {
        // Closed once only: the number may be another descriptor's by then.
        if (Interlocked.Exchange(ref _closed, 1) == 1)
        {
            return;
        }

        if (_canPoll)
        {
            _poller.Remove(this);
        }

        if (_ownsNumber)
        {
            _ = LibC.Close(Number);
        }
    }

    void IValueTaskSource.GetResult(short token)
    {
        _cancellation.Dispose();
        _cancellation = default;
        _wait.GetResult(token);
    }

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _wait.GetStatus(token);

    void IValueTaskSource.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _wait.OnCompleted(continuation, state, token, flags);

    private void Cancel(CancellationToken token)
    {
        if (Interlocked.Exchange(ref _waiting, 0) == 1)
        {
            _wait.RunContinuationsAsynchronously = true;
            _wait.SetException(new OperationCanceledException(token));
        }
    }
}
