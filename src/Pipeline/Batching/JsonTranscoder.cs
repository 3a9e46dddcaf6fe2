using System.Buffers.Binary;
using System.Text.Json;
using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Batching;

/// <summary>
/// Writes one JSON object (RFC 8259) as a MessagePack map, in the order of its members and without a copy of its text.
/// Whole numbers within 64 bits stay whole, others become doubles. Objects and arrays get a count of 16 bits, filled in
/// when they end; deeper than 64 levels, or with more members than 65,535, it is not written.
/// </summary>
/// <param name="to">Where the map goes, at the end.</param>
internal ref struct JsonTranscoder(BlockChain to)
{
    private const int MostDepth = 64;
    private const int CountedHeader = 3;

    private Counts _offsets;
    private Counts _counts;
    private int _depth;

    /// <summary>Whether it failed for want of memory, and not because of the text.</summary>
    internal bool IsOutOfRoom { get; private set; }

    /// <summary>Writes the object.</summary>
    /// <param name="json">The object's text as UTF-8.</param>
    /// <returns>False when it could not be written; some of it may have been.</returns>
    internal bool TryWrite(ReadOnlySpan<byte> json)
    {
        if (json.IsEmpty || json[0] != (byte)'{')
        {
            return false;
        }

        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MostDepth });
        try
        {
            while (reader.Read())
            {
                if (!TryWriteToken(ref reader))
                {
                    return false;
                }
            }

            return true;
        }
        catch (JsonException)
        {
            // The text is no JSON after all. What the exception says repeats bytes of it and goes no further.
            return false;
        }
    }

    private bool TryWriteToken(scoped ref Utf8JsonReader reader)
    {
        JsonTokenType token = reader.TokenType;
        if (token is JsonTokenType.EndObject or JsonTokenType.EndArray)
        {
            return TryClose();
        }

        // A member counts by its name, an element by itself.
        bool isElement = _depth > 0 && to.At(_offsets[_depth - 1]) == 0xDC;
        if (token == JsonTokenType.PropertyName || isElement)
        {
            _counts[_depth - 1]++;
        }

        return token switch
        {
            JsonTokenType.StartObject => TryOpen(0xDE),
            JsonTokenType.StartArray => TryOpen(0xDC),
            JsonTokenType.PropertyName or JsonTokenType.String => Note(reader.ValueIsEscaped
                ? JsonUnescaper.TryWrite(to, reader.ValueSpan)
                : MessagePackText.TryWrite(to, reader.ValueSpan)),
            JsonTokenType.Number => TryWriteNumber(ref reader),
            JsonTokenType.True => Note(to.TryWrite([0xC3])),
            JsonTokenType.False => Note(to.TryWrite([0xC2])),
            _ => Note(to.TryWrite([0xC0])),
        };
    }

    private bool TryOpen(byte code)
    {
        _offsets[_depth] = to.Length;
        _counts[_depth] = 0;
        _depth++;
        return Note(to.TryWrite([code, 0, 0]));
    }

    private bool TryClose()
    {
        _depth--;
        int count = _counts[_depth];
        Span<byte> header = stackalloc byte[CountedHeader - 1];
        BinaryPrimitives.WriteUInt16BigEndian(header, (ushort)Math.Min(count, ushort.MaxValue));
        to.Overwrite(_offsets[_depth] + 1, header);
        return count <= ushort.MaxValue;
    }

    private bool TryWriteNumber(scoped ref Utf8JsonReader reader)
    {
        Span<byte> bytes = stackalloc byte[9];
        int length = bytes.Length;
        if (reader.TryGetInt64(out long whole))
        {
            length = WriteWhole(bytes, whole);
        }
        else if (reader.TryGetUInt64(out ulong natural))
        {
            bytes[0] = 0xCF;
            BinaryPrimitives.WriteUInt64BigEndian(bytes[1..], natural);
        }
        else
        {
            bytes[0] = 0xCB;
            BinaryPrimitives.WriteDoubleBigEndian(bytes[1..], reader.GetDouble());
        }

        return Note(to.TryWrite(bytes[..length]));
    }

    private static int WriteWhole(Span<byte> bytes, long whole)
    {
        switch (whole)
        {
            case >= -32 and <= 127:
                bytes[0] = (byte)whole;
                return 1;
            case >= int.MinValue and <= int.MaxValue:
                bytes[0] = 0xD2;
                BinaryPrimitives.WriteInt32BigEndian(bytes[1..], (int)whole);
                return 5;
            default:
                bytes[0] = 0xD3;
                BinaryPrimitives.WriteInt64BigEndian(bytes[1..], whole);
                return 9;
        }
    }

    private bool Note(bool isWritten)
    {
        IsOutOfRoom |= !isWritten;
        return isWritten;
    }

    [System.Runtime.CompilerServices.InlineArray(MostDepth)]
    private struct Counts
    {
        private int _first;
    }
}
