using System.Buffers;
using System.Buffers.Binary;

namespace PhiLens.Sidecar.Sources.Forward;

/// <summary>Writes the few MessagePack values that a Forward server sends.</summary>
internal static class MessagePackText
{
    internal static void WriteArrayHeader(IBufferWriter<byte> output, int count) =>
        output.Write([(byte)(0x90 | count)]);

    internal static void WriteMapHeader(IBufferWriter<byte> output, int pairs) =>
        output.Write([(byte)(0x80 | pairs)]);

    internal static void WriteBoolean(IBufferWriter<byte> output, bool value) =>
        output.Write([value ? (byte)0xC3 : (byte)0xC2]);

    /// <summary>Up to 255 bytes that are no text.</summary>
    internal static void WriteBinary(IBufferWriter<byte> output, ReadOnlySpan<byte> bytes)
    {
        output.Write((ReadOnlySpan<byte>)[0xC4, checked((byte)bytes.Length)]);
        output.Write(bytes);
    }

    /// <summary>A text of up to 65,535 bytes, in the shortest form that every client of the protocol reads.</summary>
    internal static void WriteText(IBufferWriter<byte> output, ReadOnlySpan<byte> text)
    {
        if (text.Length < 32)
        {
            output.Write([(byte)(0xA0 | text.Length)]);
        }
        else if (text.Length <= byte.MaxValue)
        {
            output.Write((ReadOnlySpan<byte>)[0xD9, (byte)text.Length]);
        }
        else
        {
            BinaryPrimitives.WriteUInt16BigEndian(output.GetSpan(3)[1..], checked((ushort)text.Length));
            output.GetSpan(3)[0] = 0xDA;
            output.Advance(3);
        }

        output.Write(text);
    }
}
