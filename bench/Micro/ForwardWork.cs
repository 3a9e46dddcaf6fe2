using System.Buffers.Binary;
using System.Text;
using PhiLens.Bench.EndToEnd.Work;

namespace PhiLens.Bench.Micro;

/// <summary>About a megabyte of log as clients of the Forward protocol send it.</summary>
internal static class ForwardWork
{
    /// <summary>Messages of one length, shaped as Docker's log driver makes them.</summary>
    internal static byte[] Messages(int length) =>
        ForwardMessages.Make(new LineShape(LineContent.Text, length), MicroWork.Lines(LineContent.Text, length).Length);

    /// <summary>One PackedForward message: entries of a time in whole seconds and a map with the line.</summary>
    internal static byte[] Packed(int length)
    {
        byte[] lines = MicroWork.Lines(LineContent.Text, length);
        using var entries = new MemoryStream();
        for (int at = 0; at < lines.Length; at += length)
        {
            entries.Write([0x92, 0xCE, 0x6B, 0x04, 0x25, 0x00, 0x81, 0xA3, .. "log"u8, 0xDA]);
            WriteLength(entries, length - 1, sizeof(ushort));
            entries.Write(lines.AsSpan(at, length - 1));
        }

        using var message = new MemoryStream();
        message.Write([0x92, 0xA3, .. Encoding.ASCII.GetBytes("app"), 0xC6]);
        WriteLength(message, (int)entries.Length, sizeof(uint));
        message.Write(entries.ToArray());
        return message.ToArray();
    }

    private static void WriteLength(Stream target, int length, int size)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, length);
        target.Write(bytes[^size..]);
    }
}
