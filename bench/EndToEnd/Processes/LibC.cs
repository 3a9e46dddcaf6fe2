using System.Runtime.InteropServices;

namespace PhiLens.Bench.EndToEnd.Processes;

/// <summary>The few calls of the C library that .NET has no face for.</summary>
internal static partial class LibC
{
    internal const int SetPipeSize = 1031;
    internal const int Terminate = 15;

    [LibraryImport("libc", EntryPoint = "clock_gettime", SetLastError = true)]
    internal static partial int GetTime(int clock, out Timespec time);

    [LibraryImport("libc", EntryPoint = "mkfifo", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int MakeFifo(string path, uint mode);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    internal static partial int Control(int descriptor, int command, int value);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    internal static partial int Kill(int process, int signal);

    [LibraryImport("libc", EntryPoint = "nanosleep", SetLastError = true)]
    internal static partial int Sleep(in Timespec time, nint rest);
}
