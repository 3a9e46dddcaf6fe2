using System.Buffers.Binary;

namespace PhiLens.Pipeline.Filtering.Editing;

/// <summary>
/// Writes a record: a MessagePack map with a header of five bytes, whose count is filled in at the end. The format
/// stands at <see cref="Records.MessagePackHeader"/>.
/// </summary>
/// <param name="destination">Where it goes. When it is too small, nothing more is written.</param>
internal ref struct RecordWriter(Span<byte> destination)
{
    /// <summary>The bytes of a map's or array's header with a count of 32 bits.</summary>
    internal const int LongHeader = 5;

    private const byte Map32 = 0xDF;

    private readonly Span<byte> _destination = destination;
    private int _fields;

    /// <summary>How many bytes were written.</summary>
    internal int Length { get; private set; } = LongHeader;

    /// <summary>Whether the destination was too small.</summary>
    internal bool IsFull { get; private set; } = destination.Length < LongHeader;

    /// <summary>The room that is left.</summary>
    internal readonly Span<byte> Rest => _destination[Length..];

    /// <summary>Writes a key and its value, both whole.</summary>
    internal void Field(scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> value)
    {
        CountField();
        Raw(key);
        Raw(value);
    }

    /// <summary>Writes a key and its value, both text.</summary>
    internal void TextField(scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> value)
    {
        CountField();
        Text(key);
        Text(value);
    }

    /// <summary>A key and a value follow.</summary>
    internal void CountField() => _fields++;

    /// <summary>Writes bytes as they are.</summary>
    internal void Raw(scoped ReadOnlySpan<byte> bytes)
    {
        if (IsFull || !bytes.TryCopyTo(Rest))
        {
            IsFull = true;
            return;
        }

        Length += bytes.Length;
    }

    /// <summary>Writes text.</summary>
    internal void Text(scoped ReadOnlySpan<byte> text)
    {
        TextHeader(text.Length);
        Raw(text);
    }

    /// <summary>Writes the header of text whose bytes follow.</summary>
    internal void TextHeader(int length)
    {
        Span<byte> header = stackalloc byte[LongHeader];
        switch (length)
        {
            case < 32:
                header[0] = (byte)(0xA0 | length);
                Raw(header[..1]);
                break;
            case <= byte.MaxValue:
                header[0] = 0xD9;
                header[1] = (byte)length;
                Raw(header[..2]);
                break;
            default:
                header[0] = 0xDB;
                BinaryPrimitives.WriteInt32BigEndian(header[1..], length);
                Raw(header);
                break;
        }
    }

    /// <summary>Something does not fit.</summary>
    internal void Fill() => IsFull = true;

    /// <summary>The bytes that were written into <see cref="Rest"/> belong to the record.</summary>
    internal void Advance(int length) => Length += length;

    /// <summary>Fills in the count of a header with 32 bits that was written before.</summary>
    /// <param name="offset">Where the header begins.</param>
    /// <param name="count">The count.</param>
    internal readonly void SetCount(int offset, int count) =>
        BinaryPrimitives.WriteInt32BigEndian(_destination[(offset + 1)..], count);

    /// <summary>The record is complete, if it is not full.</summary>
    internal readonly void Finish()
    {
        if (!IsFull)
        {
            _destination[0] = Map32;
            SetCount(0, _fields);
        }
    }
}
