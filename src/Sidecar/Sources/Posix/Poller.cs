using System.Collections.Concurrent;
using System.ComponentModel;
using System.Runtime.InteropServices;

namespace PhiLens.Sidecar.Sources.Posix;

/// <summary>
/// Tells pipes when they can be read: one thread waits for all of them, so that a pipe is read by the same kind of
/// asynchronous loop as a socket.
/// </summary>
internal sealed class Poller : IDisposable
{
    /// <summary>Enough for all pipes of a task at once; more are told in the next round.</summary>
    private const int EventsPerRound = 64;

    /// <summary>
    /// How long lines may gather before they are read, in milliseconds. A writer that makes one write per line would
    /// otherwise wake two threads for each; batches wait a hundred times longer.
    /// </summary>
    private const int GatherMilliseconds = 5;

    /// <summary>
    /// A pipe that gave more than this at once is read at once next time, or it would be full before: 16 KiB, a quarter
    /// of the smallest pipe that the kernel makes.
    /// </summary>
    private const int GatherAtMost = 16 * 1024;

    /// <summary>How often the thread looks whether it is to end, in milliseconds.</summary>
    private const int RoundMilliseconds = 250;

    private readonly int _epoll;
    private readonly Thread _thread;
    private readonly ConcurrentDictionary<int, PolledDescriptor> _descriptors = new();
    private volatile bool _ended;
    private volatile bool _hurry;

    internal Poller()
    {
        _epoll = LibC.EpollCreate(LibC.EpollCloseOnExec);
        if (_epoll < 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError(), "epoll_create1 failed");
        }

        _thread = new Thread(Run) { IsBackground = true, Name = "pipes" };
    }

    internal void Start() => _thread.Start();

    public void Dispose()
    {
        _ended = true;
        if (_thread.IsAlive)
        {
            _thread.Join();
        }

        _ = LibC.Close(_epoll);
    }

    /// <summary>Takes a descriptor in; it is not watched until it is armed.</summary>
    /// <returns>False when it is always readable and cannot be watched: a regular file.</returns>
    internal bool TryAdd(PolledDescriptor descriptor)
    {
        _descriptors[descriptor.Number] = descriptor;
        int error = Control(LibC.EpollAdd, descriptor.Number, events: 0);
        if (error == 0)
        {
            return true;
        }

        _descriptors.TryRemove(descriptor.Number, out _);
        return error == LibC.NotPermitted ? false : throw new Win32Exception(error, "epoll_ctl failed");
    }

    /// <summary>Asks for one signal when the descriptor can be read or its writers have gone.</summary>
    /// <param name="descriptor">The descriptor.</param>
    /// <param name="lastRead">How many bytes it gave since it was armed before.</param>
    internal void Arm(PolledDescriptor descriptor, long lastRead)
    {
        _hurry |= lastRead > GatherAtMost;
        int error = Control(LibC.EpollModify, descriptor.Number, LibC.EpollIn | LibC.EpollOneShot);
        if (error != 0)
        {
            throw new Win32Exception(error, "epoll_ctl failed");
        }
    }

    internal void Remove(PolledDescriptor descriptor)
    {
        _ = Control(LibC.EpollDelete, descriptor.Number, events: 0);
        _descriptors.TryRemove(descriptor.Number, out _);
    }

    private unsafe int Control(int operation, int descriptor, uint events)
    {
        Span<byte> argument = stackalloc byte[EpollEvent.Size];
        EpollEvent.Write(argument, events, descriptor);
        fixed (byte* pointer = argument)
        {
            return LibC.EpollControl(_epoll, operation, descriptor, pointer) == 0 ? 0 : Marshal.GetLastPInvokeError();
        }
    }

    private unsafe void Run()
    {
        byte[] events = new byte[EventsPerRound * EpollEvent.Size];
        fixed (byte* pointer = events)
        {
            while (!_ended)
            {
                if (!_hurry)
                {
                    Thread.Sleep(GatherMilliseconds);
                }

                _hurry = false;
                int count = LibC.EpollWait(_epoll, pointer, EventsPerRound, RoundMilliseconds);
                Signal(events, count);
            }
        }
    }

    private void Signal(ReadOnlySpan<byte> events, int count)
    {
        for (int i = 0; i < count; i++)
        {
            int descriptor = EpollEvent.ReadData(events.Slice(i * EpollEvent.Size, EpollEvent.Size));
            if (_descriptors.TryGetValue(descriptor, out PolledDescriptor? polled))
            {
                polled.SignalReadable();
            }
        }
    }
}
