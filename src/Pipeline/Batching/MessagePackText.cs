using System.Buffers.Binary;
using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Batching;

/// <summary>Writes MessagePack text: a header with its length in bytes, in the shortest form, and its bytes.</summary>
internal static class MessagePackText
{
    internal const int LongestHeader = 5;

    /// <summary>Writes a text whole.</summary>
    /// <returns>False when memory has no room.</returns>
    internal static bool TryWrite(BlockChain to, ReadOnlySpan<byte> text) =>
        TryWriteHeader(to, text.Length) && to.TryWrite(text);

    /// <summary>Writes the header alone.</summary>
    /// <returns>False when memory has no room.</returns>
    internal static bool TryWriteHeader(BlockChain to, int length)
    {
        Span<byte> header = stackalloc byte[LongestHeader];
        return to.TryWrite(header[..WriteHeader(header, length)]);
    }

    /// <summary>Writes the header into five bytes or fewer.</summary>
    /// <returns>How many.</returns>
    internal static int WriteHeader(Span<byte> header, int length)
    {
        switch (length)
        {
            case < 32:
                header[0] = (byte)(0xA0 | length);
                return 1;
            case <= byte.MaxValue:
                header[0] = 0xD9;
                header[1] = (byte)length;
                return 2;
            case <= ushort.MaxValue:
                header[0] = 0xDA;
                BinaryPrimitives.WriteUInt16BigEndian(header[1..], (ushort)length);
                return 3;
            default:
                header[0] = 0xDB;
                BinaryPrimitives.WriteInt32BigEndian(header[1..], length);
                return LongestHeader;
        }
    }
}
