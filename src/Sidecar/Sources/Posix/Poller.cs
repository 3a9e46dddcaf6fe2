using System.Collections.Concurrent;
using System.ComponentModel;
using System.Runtime.InteropServices;

namespace PhiLens.Sidecar.Sources.Posix;

/// <summary>
/// Tells pipes and sockets when they can be read: one thread waits for all of them. While they bring little, bytes
/// gather between two looks, and are read on that very thread, so that one wake-up serves many lines; while they bring
/// much, nothing is waited for and other threads read.
/// </summary>
internal sealed class Poller : IDisposable
{
    /// <summary>Enough for most tasks at once; more are told in the next round.</summary>
    private const int EventsPerRound = 64;

    /// <summary>
    /// When a source gave more than this at once, bytes gather half as long the next time, or it would be full before:
    /// 32 KiB, half of the smallest pipe that the kernel makes, and what a Unix socket holds of lines of 200 bytes.
    /// </summary>
    private const int GatherAtMost = 32 * 1024;

    /// <summary>When no source gave so much at once, bytes gather twice as long the next time.</summary>
    private const int GatherAtLeast = GatherAtMost / 2;

    /// <summary>How often the thread looks whether it is to end, in milliseconds.</summary>
    private const int RoundMilliseconds = 250;

    /// <summary>
    /// How long bytes may gather before they are read, in milliseconds. A writer that makes one write per line would
    /// otherwise wake two threads for each; batches wait a hundred times longer.
    /// </summary>
    private static readonly int[] GatherMilliseconds = [0, 1, 2, 4, 8];

    private readonly int _epoll;
    private readonly Thread _thread;
    private readonly ConcurrentDictionary<int, PolledDescriptor> _descriptors = new();
    private volatile bool _ended;

    // The most that a source gave at once since the last look; below zero for none.
    private long _mostRead = -1;

    internal Poller()
    {
        _epoll = LibC.EpollCreate(LibC.EpollCloseOnExec);
        if (_epoll < 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError(), "epoll_create1 failed");
        }

        _thread = new Thread(Run) { IsBackground = true, Name = "poller" };
    }

    internal void Start() => _thread.Start();

    public void Dispose()
    {
        _ended = true;

        // A reader that goes on within the thread may be the one who ends it: the thread then ends after it.
        if (_thread.IsAlive && Thread.CurrentThread != _thread)
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
        if (lastRead > Volatile.Read(ref _mostRead))
        {
            // Two readers at once may lose the larger figure: the next look makes up for it.
            Volatile.Write(ref _mostRead, lastRead);
        }

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
        int step = GatherMilliseconds.Length - 1;
        fixed (byte* pointer = events)
        {
            while (!_ended)
            {
                step = NextStep(step);
                if (step > 0)
                {
                    Thread.Sleep(GatherMilliseconds[step]);
                }

                int count = LibC.EpollWait(_epoll, pointer, EventsPerRound, RoundMilliseconds);
                Signal(events, count, isInline: step > 0);
            }
        }
    }

    private int NextStep(int step)
    {
        long most = Interlocked.Exchange(ref _mostRead, -1);
        return most > GatherAtMost ? Math.Max(step - 1, 0)
            : most is >= 0 and < GatherAtLeast ? Math.Min(step + 1, GatherMilliseconds.Length - 1)
            : step;
    }

    private void Signal(ReadOnlySpan<byte> events, int count, bool isInline)
    {
        for (int i = 0; i < count; i++)
        {
            int descriptor = EpollEvent.ReadData(events.Slice(i * EpollEvent.Size, EpollEvent.Size));
            if (_descriptors.TryGetValue(descriptor, out PolledDescriptor? polled))
            {
                polled.SignalReadable(isInline);
            }
        }
    }
}
