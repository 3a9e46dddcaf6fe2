using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace PhiLens.Sidecar.Sources.Posix;

/// <summary>
/// The layout of the kernel's <c>struct epoll_event</c>: 32 bits of events, then 64 bits of the caller's data. On
/// x86-64 the structure is packed (12 bytes); on every other architecture the data is aligned (16 bytes).
/// </summary>
internal static class EpollEvent
{
    internal static readonly int Size = IsPacked ? 12 : 16;

    private static readonly int DataOffset = IsPacked ? 4 : 8;

    private static bool IsPacked => RuntimeInformation.ProcessArchitecture == Architecture.X64;

    internal static void Write(Span<byte> target, uint events, int data)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(target, events);
        BinaryPrimitives.WriteInt64LittleEndian(target[DataOffset..], data);
    }

    internal static int ReadData(ReadOnlySpan<byte> source) =>
        (int)BinaryPrimitives.ReadInt64LittleEndian(source[DataOffset..]);
}
