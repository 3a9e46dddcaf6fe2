using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace PhiLens.Sidecar.Sources.Sockets;

/// <summary>What Linux can do with a listening TCP socket and .NET has no face for.</summary>
internal static class ListeningTcp
{
    // From socket(7), <linux/filter.h> and <linux/bpf_common.h>.
    private const int SocketLevel = 1;
    private const int AttachFilter = 26;
    private const ushort LoadByteAt = 0x30;
    private const ushort JumpWhenAnyBitOf = 0x45;
    private const ushort Return = 0x06;

    private const int OffsetOfFlags = 13;
    private const uint Synchronise = 0x02;
    private const uint WholePacket = uint.MaxValue;

    /// <summary>
    /// Drops every packet that asks for a connection. Handshakes that have begun go on to their end, and connections
    /// that wait to be accepted stay as they are; a client that is not answered asks again, and is refused once the
    /// socket is closed.
    /// </summary>
    /// <remarks>A program of the kernel's classic packet filter, which sees a packet from its TCP header on.</remarks>
    /// <exception cref="SocketException">The kernel does not take it.</exception>
    internal static unsafe void DropRequests(Socket listening)
    {
        ReadOnlySpan<Instruction> program =
        [
            new(LoadByteAt, 0, 0, OffsetOfFlags),
            new(JumpWhenAnyBitOf, 0, 1, Synchronise),
            new(Return, 0, 0, 0),
            new(Return, 0, 0, WholePacket),
        ];
        fixed (Instruction* first = program)
        {
            var filter = new Program((ushort)program.Length, first);
            listening.SetRawSocketOption(
                SocketLevel, AttachFilter, new ReadOnlySpan<byte>(&filter, sizeof(Program)));
        }
    }

    /// <summary><c>struct sock_filter</c>: what to do, how far to jump if so and if not, and the operand.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Instruction(ushort Code, byte IfSo, byte IfNot, uint Operand);

    /// <summary><c>struct sock_fprog</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly unsafe struct Program(ushort length, Instruction* first)
    {
        private readonly ushort _length = length;
        private readonly Instruction* _first = first;
    }
}
