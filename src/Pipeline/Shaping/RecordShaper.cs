using System.Numerics;
using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Shaping;

/// <summary>
/// Makes an event's message of a record: the whole record as JSON in the order of its keys, with the route's fields
/// behind them, or the value of one key alone, text as it is and anything else as JSON. A line that was joined of
/// fragments stands in place of <c>log</c>, and the keys that told of fragments are left out.
/// </summary>
/// <param name="buffers">Where the memory for JSON comes from.</param>
internal sealed class RecordShaper(ReadBuffers buffers) : IDisposable
{
    /// <summary>Room for the marks that JSON sets, before the message is known to need more.</summary>
    private const int Spare = 256;

    private Block? _scratch;

    /// <summary>Whether the record that was shaped last has no value under the route's one key.</summary>
    internal bool IsWithoutKey { get; private set; }

    /// <summary>Makes the message.</summary>
    /// <param name="target">What to make.</param>
    /// <param name="fields">The added fields as JSON, each with a comma before it.</param>
    /// <param name="shape">What to make it of.</param>
    /// <param name="message">The message, valid until the next call; empty when there is nothing to send.</param>
    /// <returns>Other than rented when memory has no room for the message.</returns>
    internal RentStatus Shape(
        RouteTarget target, byte[] fields, scoped in Shape shape, out ReadOnlySpan<byte> message)
    {
        ReadOnlySpan<byte> value = shape.Record;
        IsWithoutKey = false;
        if (target.LogKey is { } key)
        {
            value = RecordMap.Find(shape.Record, key);
            bool isLine = shape.IsJoined && key.AsSpan().SequenceEqual("log"u8);
            _ = new MessagePackCursor(value).Read(out MessagePackHeader header, out message);
            IsWithoutKey = value.IsEmpty;
            if (isLine || value.IsEmpty || header.IsText)
            {
                message = isLine ? shape.Line : message;
                return RentStatus.Rented;
            }
        }

        message = default;
        for (int size = shape.Record.Length + shape.Line.Length + fields.Length + Spare; ; size *= 2)
        {
            RentStatus status = MakeRoom(ref size);
            if (status != RentStatus.Rented)
            {
                return status;
            }

            var text = new JsonText(_scratch!.Bytes);
            Write(ref text, target, fields, shape, value);
            if (!text.IsFull)
            {
                bool isEmpty = target.LogKey is null && text.Length <= "{}".Length;
                message = isEmpty ? default : _scratch.Bytes.Slice(0, text.Length);
                return RentStatus.Rented;
            }
        }
    }

    /// <summary>Gives the memory back until there is something to shape again.</summary>
    internal void Rest()
    {
        if (_scratch is not null)
        {
            buffers.Return(_scratch);
            _scratch = null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Rest();

    private static void Write(
        ref JsonText text, RouteTarget target, byte[] fields, in Shape shape, ReadOnlySpan<byte> value)
    {
        if (target.LogKey is not null)
        {
            var cursor = new MessagePackCursor(value);
            text.Value(ref cursor);
        }
        else
        {
            WriteRecord(ref text, fields, shape);
        }
    }

    private static void WriteRecord(ref JsonText text, byte[] fields, in Shape shape)
    {
        var cursor = new MessagePackCursor(shape.Record);
        _ = cursor.Read(out MessagePackHeader map, out _);
        text.Raw("{"u8);
        bool isFirst = true;
        for (long left = map.Count / 2; left > 0 && !text.IsFull; left--)
        {
            _ = cursor.ReadWhole(out ReadOnlySpan<byte> key);
            _ = new MessagePackCursor(key).Read(out _, out ReadOnlySpan<byte> name);
            if (shape.IsJoined && name.StartsWith("partial_"u8))
            {
                _ = cursor.ReadWhole(out _);
                continue;
            }

            text.Raw(isFirst ? ""u8 : ","u8);
            isFirst = false;
            text.Key(key);
            if (shape.IsJoined && name.SequenceEqual("log"u8))
            {
                _ = cursor.ReadWhole(out _);
                text.Text(shape.Line);
            }
            else
            {
                text.Value(ref cursor);
            }
        }

        text.Raw(isFirst && fields.Length > 0 ? fields.AsSpan(1) : fields);
        text.Raw("}"u8);
    }

    private RentStatus MakeRoom(ref int size)
    {
        if (_scratch is not null && _scratch.Size >= size)
        {
            size = _scratch.Size;
            return RentStatus.Rented;
        }

        Rest();
        if (size > BlockPool.LargestBlock || size < 0)
        {
            return RentStatus.TooLarge;
        }

        size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(size, 2 * BlockPool.SmallBlock));
        return buffers.TryRent(size, out _scratch);
    }
}
