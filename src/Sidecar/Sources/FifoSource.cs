using System.ComponentModel;
using System.Runtime.InteropServices;
using PhiLens.Pipeline;
using PhiLens.Sidecar.Sources.Posix;

namespace PhiLens.Sidecar.Sources;

/// <summary>
/// Lines from a named pipe. Any number of writers may open it, leave, and come back. When the last writer has gone,
/// what it left without a line feed is a line.
/// </summary>
/// <param name="path">The pipe's absolute path; it is made when it is missing.</param>
/// <param name="poller">Tells when there is something to read.</param>
internal sealed class FifoSource(string path, Poller poller) : ISource
{
    /// <summary>Any user may write, its owner may read as well: the application runs as another user.</summary>
    private const UnixFileMode Mode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>1 MiB instead of 64 KiB: the usual limit without privileges (fs.pipe-max-size).</summary>
    private const int WantedPipeSize = 1024 * 1024;

    private PolledDescriptor? _pipe;

    /// <inheritdoc/>
    public string Name => path;

    /// <inheritdoc/>
    public void Open()
    {
        MakeWhenMissing();
        _pipe = OpenReadEnd();
    }

    /// <inheritdoc/>
    public async Task<SourceEnd> RunAsync(ILaneFactory lanes, StopSignals stop)
    {
        using Lane lane = lanes.Open(Origin.FromPath(path));
        try
        {
            await ReadAsync(lane, stop);
            return SourceEnd.Complete;
        }
        catch (OperationCanceledException) when (stop.TimeIsOver.IsCancellationRequested)
        {
            SourceEnd end = await _pipe!.ReadLastAsync(lane, stop.TimeIsOver);
            return TryCloseEmpty() ? end : SourceEnd.CutOff;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _pipe?.Dispose();

    /// <summary>Reads until the stop has begun, no writer is left, and the pipe is closed.</summary>
    private async ValueTask ReadAsync(Lane lane, StopSignals stop)
    {
        while (true)
        {
            stop.TimeIsOver.ThrowIfCancellationRequested();
            Memory<byte> buffer = await lane.GetBufferAsync(stop.TimeIsOver);

            // Asked once a turn: a stop that begins within the turn has to wake what it waits for at its end.
            bool isStopping = stop.Draining.IsCancellationRequested;
            int count = _pipe!.TryRead(buffer);
            if (count > 0)
            {
                await lane.AdvanceAsync(count, stop.TimeIsOver);
                if (count == buffer.Length)
                {
                    continue;
                }
            }
            else if (count == 0)
            {
                await lane.EndAsync(stop.TimeIsOver);
                if (!isStopping)
                {
                    WaitForNextWriter();
                }
                else if (TryCloseEmpty())
                {
                    return;
                }
                else
                {
                    continue;
                }
            }

            await WaitAsync(isStopping ? stop.TimeIsOver : stop.Draining, stop.TimeIsOver);
        }
    }

    /// <summary>Waits for bytes, for the last writer to leave, or for the stop to begin.</summary>
    private async ValueTask WaitAsync(CancellationToken wake, CancellationToken timeIsOver)
    {
        try
        {
            await _pipe!.WaitReadableAsync(wake);
        }
        catch (OperationCanceledException) when (!timeIsOver.IsCancellationRequested)
        {
            // The stop has begun: look once more whether writers are left.
        }
    }

    /// <summary>
    /// Once its writers have gone, a descriptor reports that for ever; a new one reports the next writer. The new one
    /// is opened before the old one is closed, so a writer that comes in between finds a reader, and its bytes stay.
    /// </summary>
    private void WaitForNextWriter()
    {
        MakeWhenMissing();
        PolledDescriptor next = OpenReadEnd();
        _pipe!.Dispose();
        _pipe = next;
    }

    /// <summary>
    /// Closes the pipe to writers, and then looks whether one of them had come since the last read: what it wrote
    /// would be lost with the pipe, and it would not be told. A write end of our own keeps the pipe's content meanwhile
    /// and lets nobody in.
    /// </summary>
    /// <returns>False when there are bytes: the pipe is open again to read them.</returns>
    private bool TryCloseEmpty()
    {
        int writeEnd = LibC.Open(path, LibC.WriteOnly | LibC.NonBlocking | LibC.CloseOnExec);
        _pipe!.Dispose();
        if (writeEnd < 0)
        {
            // The pipe is somebody else's, and only for reading: the close has to follow the last read at once.
            return true;
        }

        bool isEmpty = PolledDescriptor.Available(writeEnd) == 0;
        if (!isEmpty)
        {
            _pipe = OpenReadEnd();
        }

        _ = LibC.Close(writeEnd);
        return isEmpty;
    }

    private void MakeWhenMissing()
    {
        if (LibC.MakeFifo(path, (uint)Mode) == 0)
        {
            // The process' umask took bits away.
            File.SetUnixFileMode(path, Mode);
        }
        else if (Marshal.GetLastPInvokeError() is not LibC.FileExists and var error)
        {
            throw CannotOpen("cannot be made", error);
        }
    }

    private PolledDescriptor OpenReadEnd()
    {
        int descriptor = LibC.Open(path, LibC.ReadOnly | LibC.NonBlocking | LibC.CloseOnExec);
        if (descriptor < 0)
        {
            throw CannotOpen("cannot be opened", Marshal.GetLastPInvokeError());
        }

        // Only a pipe has a pipe size to set. Other errors (an unprivileged process may be refused a larger one) leave
        // the pipe as large as it was.
        int set = LibC.Control(descriptor, LibC.SetPipeSize, WantedPipeSize);
        if (set < 0 && Marshal.GetLastPInvokeError() == LibC.BadDescriptor)
        {
            _ = LibC.Close(descriptor);
            throw new SourceException(
                $"PHILENS_SOURCES__FIFO: {path} exists and is not a named pipe; remove it or name another path.");
        }

        return new PolledDescriptor(poller, descriptor);
    }

    private SourceException CannotOpen(string what, int error) =>
        new($"PHILENS_SOURCES__FIFO: {path} {what}: {new Win32Exception(error).Message}.");
}
