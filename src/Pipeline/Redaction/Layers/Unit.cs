using System.Buffers.Text;
using System.Text;
using PhiLens.Pipeline.Redaction.Detectors;

namespace PhiLens.Pipeline.Redaction.Layers;

/// <summary>One unit of a text that may stand for other bytes than its own.</summary>
/// <param name="Length">Its bytes in the text.</param>
/// <param name="MeaningLength">The bytes that it stands for; 0 when nothing is seen of it.</param>
/// <param name="IsChange">Whether those are other bytes.</param>
internal readonly record struct Unit(int Length, int MeaningLength, bool IsChange)
{
    /// <summary>Reads the unit at a place.</summary>
    internal static Unit At(ReadOnlySpan<byte> text, int at, Span<byte> meaning)
    {
        byte first = text[at];
        Unit unit = first switch
        {
            (byte)'%' => Percent(text, at, meaning),
            (byte)'&' => Entity(text, at, meaning),
            (byte)'\\' => Backslash(text, at, meaning),
            >= 0x80 => Character(text, at, meaning),
            _ => default,
        };
        if (unit.Length == 0)
        {
            meaning[0] = first;
            return new Unit(1, 1, IsChange: false);
        }

        return unit;
    }

    private static Unit Percent(ReadOnlySpan<byte> text, int at, Span<byte> meaning)
    {
        if (at + 3 > text.Length || !Utf8Parser.TryParse(text.Slice(at + 1, 2), out byte value, out int digits, 'x')
            || digits != 2)
        {
            return default;
        }

        meaning[0] = value;
        return new Unit(3, 1, IsChange: true);
    }

    private static Unit Entity(ReadOnlySpan<byte> text, int at, Span<byte> meaning)
    {
        ReadOnlySpan<byte> rest = text[at..Math.Min(text.Length, at + Unfolder.LongestUnit)];
        int end = rest.IndexOf((byte)';');
        if (end < 3)
        {
            return default;
        }

        ReadOnlySpan<byte> name = rest[1..end];
        int value = name[0] == '#' ? NumberOf(name[1..]) : NamedOf(name);
        return value > 0 && Rune.TryCreate(value, out Rune rune) ? Of(rune, end + 1, meaning) : default;
    }

    private static int NumberOf(ReadOnlySpan<byte> name)
    {
        bool isHex = (name[0] | Chars.Case) == 'x';
        ReadOnlySpan<byte> digits = isHex ? name[1..] : name;
        bool isNumber = Utf8Parser.TryParse(digits, out int value, out int read, isHex ? 'x' : 'D');
        return isNumber && read == digits.Length ? value : 0;
    }

    private static int NamedOf(ReadOnlySpan<byte> name) => name.Length switch
    {
        2 => name.SequenceEqual("lt"u8) ? '<' : name.SequenceEqual("gt"u8) ? '>' : 0,
        3 => name.SequenceEqual("amp"u8) ? '&' : name.SequenceEqual("shy"u8) ? 0xAD : name.SequenceEqual("num"u8)
            ? '#' : 0,
        4 => name.SequenceEqual("quot"u8) ? '"' : name.SequenceEqual("apos"u8)
            ? '\'' : name.SequenceEqual("nbsp"u8) ? ' '
            : name.SequenceEqual("zwnj"u8) || name.SequenceEqual("zwsp"u8) ? 0x200B : name.SequenceEqual("dash"u8)
                ? '-' : 0,
        5 => name.SequenceEqual("ndash"u8) || name.SequenceEqual("mdash"u8) || name.SequenceEqual("minus"u8) ? '-'
            : name.SequenceEqual("colon"u8) ? ':' : 0,
        6 => name.SequenceEqual("commat"u8) ? '@' : name.SequenceEqual("period"u8) ? '.'
            : name.SequenceEqual("hyphen"u8) ? '-' : name.SequenceEqual("equals"u8) ? '=' : 0,
        _ => 0,
    };

    private static Unit Backslash(ReadOnlySpan<byte> text, int at, Span<byte> meaning)
    {
        switch (Chars.At(text, at + 1))
        {
            case (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'\'':
                meaning[0] = text[at + 1];
                return new Unit(2, 1, IsChange: true);
            case (byte)'n' or (byte)'r':
                meaning[0] = (byte)'\n';
                return new Unit(2, 1, IsChange: true);
            case (byte)'t':
                meaning[0] = (byte)'\t';
                return new Unit(2, 1, IsChange: true);
            case (byte)'u':
                return Escape(text, at, meaning, digits: 4);
            case (byte)'x':
                return Escape(text, at, meaning, digits: 2);
            default:
                return default;
        }
    }

    private static Unit Escape(ReadOnlySpan<byte> text, int at, Span<byte> meaning, int digits)
    {
        int length = digits + 2;
        if (!TryHex(text, at + 2, digits, out int value))
        {
            return default;
        }

        if (value is >= 0xD800 and <= 0xDBFF && Chars.At(text, at + length) == '\\'
            && Chars.At(text, at + length + 1) == 'u'
            && TryHex(text, at + length + 2, digits, out int low) && low is >= 0xDC00 and <= 0xDFFF)
        {
            value = 0x10000 + ((value - 0xD800) << 10) + (low - 0xDC00);
            length *= 2;
        }

        return Rune.TryCreate(value, out Rune rune) ? Of(rune, length, meaning) : default;
    }

    private static bool TryHex(ReadOnlySpan<byte> text, int at, int digits, out int value)
    {
        value = 0;
        return at + digits <= text.Length && Utf8Parser.TryParse(text.Slice(at, digits), out value, out int read, 'x')
            && read == digits;
    }

    private static Unit Character(ReadOnlySpan<byte> text, int at, Span<byte> meaning)
    {
        bool isCharacter = Rune.DecodeFromUtf8(text[at..], out Rune rune, out int length)
            == System.Buffers.OperationStatus.Done;
        int seen = isCharacter ? LookAlike.Of(rune) : LookAlike.Itself;
        if (seen == LookAlike.Itself)
        {
            text.Slice(at, length).CopyTo(meaning);
            return new Unit(length, length, IsChange: false);
        }

        meaning[0] = (byte)seen;
        return new Unit(length, seen == LookAlike.Nothing ? 0 : 1, IsChange: true);
    }

    /// <summary>A character that an escape stands for, or what it looks like.</summary>
    private static Unit Of(Rune rune, int length, Span<byte> meaning)
    {
        int seen = LookAlike.Of(rune);
        if (seen == LookAlike.Itself)
        {
            return new Unit(length, rune.EncodeToUtf8(meaning), IsChange: true);
        }

        meaning[0] = (byte)seen;
        return new Unit(length, seen == LookAlike.Nothing ? 0 : 1, IsChange: true);
    }
}
