using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace PhiLens.Pipeline.Filtering.Editing;

/// <summary>
/// Writes the members of a JSON object (RFC 8259) as fields of a record, in their order. Whole numbers within 64 bits
/// stay whole, others become doubles. What is deeper than 64 levels is not written.
/// </summary>
internal ref struct JsonFields
{
    private const int MostDepth = 64;
    private const byte Array32 = 0xDD;
    private const byte Map32 = 0xDF;

    private Levels _offsets;
    private Levels _counts;
    private int _depth;

    /// <summary>Writes the members.</summary>
    /// <param name="json">The object's text.</param>
    /// <param name="to">Where they go.</param>
    /// <returns>False when the text is no object; some of it may have been written.</returns>
    internal bool TryWrite(ReadOnlySpan<byte> json, ref RecordWriter to)
    {
        ReadOnlySpan<byte> text = json.Trim(" \t\r\n"u8);
        if (text.IsEmpty || text[0] != (byte)'{' || text[^1] != (byte)'}')
        {
            return false;
        }

        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = MostDepth });
        try
        {
            while (!to.IsFull && reader.Read())
            {
                WriteToken(ref reader, ref to);
            }

            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            // No JSON after all, or text in it that is not UTF-8. What the exception says may repeat bytes of it and
            // goes no further.
            return false;
        }
    }

    private void WriteToken(scoped ref Utf8JsonReader reader, ref RecordWriter to)
    {
        JsonTokenType token = reader.TokenType;
        if (token is JsonTokenType.EndObject or JsonTokenType.EndArray)
        {
            Close(ref to);
            return;
        }

        Count(token, reader.CurrentDepth, ref to);
        switch (token)
        {
            case JsonTokenType.StartObject:
                Open(Map32, ref to);
                break;
            case JsonTokenType.StartArray:
                Open(Array32, ref to);
                break;
            case JsonTokenType.PropertyName or JsonTokenType.String:
                WriteText(ref reader, ref to);
                break;
            case JsonTokenType.Number:
                WriteNumber(ref reader, ref to);
                break;
            default:
                to.Raw([token switch
                {
                    JsonTokenType.True => 0xC3,
                    JsonTokenType.False => 0xC2,
                    _ => 0xC0,
                }]);
                break;
        }
    }

    /// <summary>A member counts by its name, an element by itself.</summary>
    private void Count(JsonTokenType token, int depth, ref RecordWriter to)
    {
        bool isName = token == JsonTokenType.PropertyName;
        if (isName && depth == 1)
        {
            to.CountField();
        }
        else if (_depth > 1 && (isName || _counts[_depth - 1] < 0))
        {
            // Arrays count downwards, which tells them from objects.
            _counts[_depth - 1] += isName ? 1 : -1;
        }
    }

    private void Open(byte code, ref RecordWriter to)
    {
        if (_depth > 0)
        {
            _offsets[_depth] = to.Length;
            _counts[_depth] = code == Array32 ? -1 : 0;
            to.Raw([code, 0, 0, 0, 0]);
        }

        _depth++;
    }

    private void Close(ref RecordWriter to)
    {
        _depth--;
        if (_depth > 0 && !to.IsFull)
        {
            int count = _counts[_depth];
            to.SetCount(_offsets[_depth], count < 0 ? -count - 1 : count);
        }
    }

    private static void WriteText(scoped ref Utf8JsonReader reader, ref RecordWriter to)
    {
        if (!reader.ValueIsEscaped)
        {
            to.Text(reader.ValueSpan);
            return;
        }

        // Unescaped it is shorter: it is written behind room for the longest header, and moved when that was shorter.
        if (to.IsFull || to.Rest.Length < RecordWriter.LongHeader + reader.ValueSpan.Length)
        {
            to.Fill();
            return;
        }

        Span<byte> text = to.Rest[RecordWriter.LongHeader..];
        int length = reader.CopyString(text);
        to.TextHeader(length);
        text[..length].CopyTo(to.Rest);
        to.Advance(length);
    }

    private static void WriteNumber(scoped ref Utf8JsonReader reader, ref RecordWriter to)
    {
        Span<byte> bytes = stackalloc byte[1 + sizeof(long)];
        if (reader.TryGetInt64(out long whole))
        {
            bytes[0] = 0xD3;
            BinaryPrimitives.WriteInt64BigEndian(bytes[1..], whole);
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

        to.Raw(bytes);
    }

    [InlineArray(MostDepth + 1)]
    private struct Levels
    {
        private int _first;
    }
}
