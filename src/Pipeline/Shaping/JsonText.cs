using System.Buffers.Text;
using System.Globalization;
using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Shaping;

/// <summary>
/// Writes MessagePack values as compact JSON (RFC 8259), as Fluent Bit's outputs do: text and binary as text, repaired
/// where it is not UTF-8; real numbers without a fraction with <c>.0</c>, and with 16 digits otherwise; what JSON has
/// no number for as null. An extension becomes the hexadecimal digits of its bytes. Keys that are not text are written
/// as the text of their value, arrays and maps as keys as empty text.
/// </summary>
/// <param name="destination">Where the text goes. When it is too small, nothing more is written.</param>
internal ref struct JsonText(Span<byte> destination)
{
    private const int LongestNumber = 32;

    /// <summary>Real numbers beyond this are written with an exponent; below it a double is exact.</summary>
    private const double MostWithoutExponent = 1e15;

    private readonly Span<byte> _destination = destination;

    /// <summary>How many bytes were written.</summary>
    internal int Length { get; private set; }

    /// <summary>Whether the destination was too small.</summary>
    internal bool IsFull { get; private set; }

    private readonly Span<byte> Rest => _destination[Length..];

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

    /// <summary>Writes text in quotation marks.</summary>
    internal void Text(scoped ReadOnlySpan<byte> text)
    {
        Raw("\""u8);
        if (!IsFull)
        {
            EscapeResult result = JsonEscaper.Escape(text, Rest);
            Length += result.Written;
            IsFull = result.Read < text.Length;
        }

        Raw("\""u8);
    }

    /// <summary>Writes the next value of a cursor, with all that is within.</summary>
    internal void Value(ref MessagePackCursor cursor)
    {
        _ = cursor.Read(out MessagePackHeader header, out ReadOnlySpan<byte> payload);
        switch (header.Kind)
        {
            case MessagePackKind.Array:
                Array(header.Count, ref cursor);
                break;
            case MessagePackKind.Map:
                Map(header.Count / 2, ref cursor);
                break;
            case MessagePackKind.Text or MessagePackKind.Binary:
                Text(payload);
                break;
            case MessagePackKind.Extension:
                Hexadecimal(payload);
                break;
            default:
                Scalar(header);
                break;
        }
    }

    private void Array(long count, ref MessagePackCursor cursor)
    {
        Raw("["u8);
        for (long i = 0; i < count && !IsFull; i++)
        {
            Raw(i == 0 ? ""u8 : ","u8);
            Value(ref cursor);
        }

        Raw("]"u8);
    }

    private void Map(long pairs, ref MessagePackCursor cursor)
    {
        Raw("{"u8);
        for (long i = 0; i < pairs && !IsFull; i++)
        {
            Raw(i == 0 ? ""u8 : ","u8);
            _ = cursor.ReadWhole(out ReadOnlySpan<byte> key);
            Key(key);
            Value(ref cursor);
        }

        Raw("}"u8);
    }

    /// <summary>Writes a map's key and the colon.</summary>
    /// <param name="key">The key's value, whole.</param>
    internal void Key(ReadOnlySpan<byte> key)
    {
        _ = new MessagePackCursor(key).Read(out MessagePackHeader header, out ReadOnlySpan<byte> text);
        bool isScalar = header.Kind
            is MessagePackKind.Nil or MessagePackKind.Boolean or MessagePackKind.WholeNumber
            or MessagePackKind.NaturalNumber or MessagePackKind.RealNumber;
        if (isScalar)
        {
            Raw("\""u8);
            Scalar(header);
            Raw("\""u8);
        }
        else
        {
            Text(header.IsText ? text : default);
        }

        Raw(":"u8);
    }

    private void Scalar(in MessagePackHeader header)
    {
        switch (header.Kind)
        {
            case MessagePackKind.Nil:
                Raw("null"u8);
                break;
            case MessagePackKind.Boolean:
                Raw(header.Bits == 0 ? "false"u8 : "true"u8);
                break;
            case MessagePackKind.RealNumber:
                Real(header.Number);
                break;
            default:
                bool isSigned = header.Kind == MessagePackKind.WholeNumber;
                Span<byte> digits = stackalloc byte[LongestNumber];
                _ = isSigned
                    ? Utf8Formatter.TryFormat(header.Bits, digits, out int length)
                    : Utf8Formatter.TryFormat((ulong)header.Bits, digits, out length);
                Raw(digits[..length]);
                break;
        }
    }

    private void Real(double number)
    {
        if (!double.IsFinite(number))
        {
            Raw("null"u8);
            return;
        }

        bool isWhole = Math.Abs(number) < MostWithoutExponent && Math.Floor(number) == number;
        Span<byte> digits = stackalloc byte[LongestNumber];
        _ = number.TryFormat(digits, out int length, isWhole ? "F1" : "G16", CultureInfo.InvariantCulture);
        Raw(digits[..length]);
    }

    private void Hexadecimal(ReadOnlySpan<byte> bytes)
    {
        Raw("\""u8);
        Span<byte> pair = stackalloc byte[2];
        for (int i = 0; i < bytes.Length && !IsFull; i++)
        {
            _ = Convert.TryToHexStringLower(bytes.Slice(i, 1), pair, out _);
            Raw(pair);
        }

        Raw("\""u8);
    }
}
