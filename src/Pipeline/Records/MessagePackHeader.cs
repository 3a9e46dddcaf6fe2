using System.Buffers.Binary;

namespace PhiLens.Pipeline.Records;

/// <summary>
/// The beginning of one MessagePack value: all of a number, nil or boolean, and of anything else how long it is.
/// <para>
/// The format (msgpack specification, 2017): the first byte says the kind. 00–7F and E0–FF are small integers, 80–8F
/// maps, 90–9F arrays and A0–BF texts whose length stands in the low bits; C0–DF are followed by the big-endian bytes
/// of a number or a length, of an extension also by its type, as the table of sizes below says. C1 is never used.
/// </para>
/// </summary>
/// <param name="Kind">What kind of value begins here.</param>
/// <param name="Size">The header's own length, 1 to 9 bytes.</param>
/// <param name="Length">The bytes of a text, binary or extension, which follow the header.</param>
/// <param name="Count">The values within an array or map that follow the header; a map's pair counts as two.</param>
/// <param name="Bits">The number: signed, unsigned, a boolean, or the bits of a double.</param>
/// <param name="ExtensionType">The application's type of an extension.</param>
public readonly record struct MessagePackHeader(
    MessagePackKind Kind, int Size, long Length, long Count, long Bits, sbyte ExtensionType)
{
    /// <summary>How many bytes follow C0 to DF and belong to the header.</summary>
    private static ReadOnlySpan<byte> Followers =>
    [
        0, 0, 0, 0, 1, 2, 4, 2, 3, 5, 4, 8, 1, 2, 4, 8,
        1, 2, 4, 8, 1, 1, 1, 1, 1, 1, 2, 4, 2, 4, 2, 4,
    ];

    /// <summary>The number of a <see cref="MessagePackKind.RealNumber"/>.</summary>
    public double Number => BitConverter.Int64BitsToDouble(Bits);

    /// <summary>Whether text or bytes: what writers use alike for short text.</summary>
    public bool IsText => Kind is MessagePackKind.Text or MessagePackKind.Binary;

    /// <summary>Reads the header at the beginning of some bytes.</summary>
    /// <param name="source">The bytes.</param>
    /// <param name="header">The header, when complete.</param>
    public static MessagePackStatus Read(ReadOnlySpan<byte> source, out MessagePackHeader header)
    {
        if (source.IsEmpty)
        {
            header = default;
            return MessagePackStatus.NeedsMore;
        }

        byte first = source[0];
        if (first is >= 0xC0 and < 0xE0)
        {
            return ReadLong(first - 0xC0, source, out header);
        }

        header = first switch
        {
            < 0x80 => new(MessagePackKind.NaturalNumber, 1, 0, 0, first, 0),
            < 0x90 => new(MessagePackKind.Map, 1, 0, (first & 0x0F) * 2, 0, 0),
            < 0xA0 => new(MessagePackKind.Array, 1, 0, first & 0x0F, 0, 0),
            < 0xC0 => new(MessagePackKind.Text, 1, first & 0x1F, 0, 0, 0),
            _ => new(MessagePackKind.WholeNumber, 1, 0, 0, (sbyte)first, 0),
        };
        return MessagePackStatus.Complete;
    }

    private static MessagePackStatus ReadLong(int code, ReadOnlySpan<byte> source, out MessagePackHeader header)
    {
        header = default;
        int size = 1 + Followers[code];
        if (code == 0x01)
        {
            return MessagePackStatus.Malformed;
        }

        if (source.Length < size)
        {
            return MessagePackStatus.NeedsMore;
        }

        ReadOnlySpan<byte> rest = source[1..size];
        header = code switch
        {
            0x00 => new(MessagePackKind.Nil, size, 0, 0, 0, 0),
            0x02 or 0x03 => new(MessagePackKind.Boolean, size, 0, 0, code - 0x02, 0),
            <= 0x06 => new(MessagePackKind.Binary, size, Unsigned(rest), 0, 0, 0),
            <= 0x09 => new(MessagePackKind.Extension, size, Unsigned(rest[..^1]), 0, 0, (sbyte)rest[^1]),
            <= 0x0B => new(MessagePackKind.RealNumber, size, 0, 0, DoubleBits(rest), 0),
            <= 0x0F => new(MessagePackKind.NaturalNumber, size, 0, 0, Unsigned(rest), 0),
            <= 0x13 => new(MessagePackKind.WholeNumber, size, 0, 0, Signed(rest), 0),
            <= 0x18 => new(MessagePackKind.Extension, size, 1L << (code - 0x14), 0, 0, (sbyte)rest[0]),
            <= 0x1B => new(MessagePackKind.Text, size, Unsigned(rest), 0, 0, 0),
            <= 0x1D => new(MessagePackKind.Array, size, 0, Unsigned(rest), 0, 0),
            _ => new(MessagePackKind.Map, size, 0, Unsigned(rest) * 2, 0, 0),
        };
        return MessagePackStatus.Complete;
    }

    private static long Unsigned(ReadOnlySpan<byte> bytes) => bytes.Length switch
    {
        1 => bytes[0],
        2 => BinaryPrimitives.ReadUInt16BigEndian(bytes),
        4 => BinaryPrimitives.ReadUInt32BigEndian(bytes),
        _ => BinaryPrimitives.ReadInt64BigEndian(bytes),
    };

    private static long Signed(ReadOnlySpan<byte> bytes) => bytes.Length switch
    {
        1 => (sbyte)bytes[0],
        2 => BinaryPrimitives.ReadInt16BigEndian(bytes),
        4 => BinaryPrimitives.ReadInt32BigEndian(bytes),
        _ => BinaryPrimitives.ReadInt64BigEndian(bytes),
    };

    private static long DoubleBits(ReadOnlySpan<byte> bytes) => bytes.Length == 4
        ? BitConverter.DoubleToInt64Bits(BinaryPrimitives.ReadSingleBigEndian(bytes))
        : BinaryPrimitives.ReadInt64BigEndian(bytes);
}
