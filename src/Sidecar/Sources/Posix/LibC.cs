using System.Runtime.InteropServices;

namespace PhiLens.Sidecar.Sources.Posix;

/// <summary>The few calls of the C library that .NET has no face for. All of them set errno.</summary>
internal static partial class LibC
{
    internal const int ReadOnly = 0;
    internal const int WriteOnly = 1;
    internal const int NonBlocking = 0x800;
    internal const int CloseOnExec = 0x80000;

    internal const int GetFlags = 3;
    internal const nuint BytesToRead = 0x541B;
    internal const int SetPipeSize = 1031;

    internal const int Interrupted = 4;
    internal const int TryAgain = 11;
    internal const int NotPermitted = 1;
    internal const int BadDescriptor = 9;
    internal const int FileExists = 17;

    internal const int EpollCloseOnExec = 0x80000;
    internal const int EpollAdd = 1;
    internal const int EpollDelete = 2;
    internal const int EpollModify = 3;
    internal const uint EpollIn = 0x001;
    internal const uint EpollOneShot = 1u << 30;

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "mkfifo", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int MakeFifo(string path, uint mode);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static unsafe partial int StatX(int folder, string path, int flags, uint mask, byte* buffer);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    internal static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    internal static unsafe partial nint Read(int descriptor, byte* buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    internal static partial int Control(int descriptor, int command, int argument);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    internal static unsafe partial int DeviceControl(int descriptor, nuint request, int* argument);

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    internal static partial int EpollCreate(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    internal static unsafe partial int EpollControl(int epoll, int operation, int descriptor, byte* epollEvent);

    [LibraryImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    internal static unsafe partial int EpollWait(int epoll, byte* events, int maxEvents, int timeoutMilliseconds);
}
