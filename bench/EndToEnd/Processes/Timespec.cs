using System.Runtime.InteropServices;

namespace PhiLens.Bench.EndToEnd.Processes;

/// <summary>The C library's <c>struct timespec</c> on 64-bit Linux.</summary>
/// <param name="Seconds">Whole seconds.</param>
/// <param name="Nanoseconds">0 to 999,999,999.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct Timespec(long Seconds, long Nanoseconds);
