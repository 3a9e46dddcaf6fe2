using System.Runtime.InteropServices;

namespace PhiLens.Sidecar.Hardening;

/// <summary>
/// Keeps the C library's heap small. Compression and TLS take their buffers from it, of some hundred KiB each; by
/// itself it keeps a heap for every thread, and what was freed in it, so that a few threads which compress at once hold
/// more for good than the whole sidecar may.
/// </summary>
internal static partial class NativeHeap
{
    // The parameters' numbers in glibc's malloc.h. Setting a threshold also ends its growing by itself.
    private const int TrimThreshold = -1;
    private const int MapThreshold = -3;
    private const int MostArenas = -8;

    /// <summary>Freed memory of that size at the heap's end goes back to the kernel: 128 KiB.</summary>
    private const int TrimAt = 128 * 1024;

    /// <summary>From 64 KiB on memory comes straight from the kernel, and goes back there when it is freed.</summary>
    private const int MapFrom = 64 * 1024;

    /// <summary>Must be called before other threads are there. Another C library than glibc is left as it is.</summary>
    internal static void KeepSmall()
    {
        try
        {
            _ = SetOption(MostArenas, 1);
            _ = SetOption(MapThreshold, MapFrom);
            _ = SetOption(TrimThreshold, TrimAt);
        }
        catch (EntryPointNotFoundException)
        {
            // musl has no such options and does not keep memory by thread.
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int SetOption(int parameter, int value);
}
