using System.Buffers.Text;

namespace PhiLens.Pipeline.Redaction.Structures.Hl7;

/// <summary>
/// The escapes of HL7 version 2, chapter 2.7: <c>\F\ \S\ \T\ \R\ \E\</c> stand for the separators, <c>\Xhh..\</c> for
/// bytes, <c>\H\</c> and <c>\N\</c> for nothing but looks, and those that begin with a dot for line breaks. Character
/// set switches (<c>\C..\</c>, <c>\M..\</c>) and local ones (<c>\Z..\</c>) are taken out.
/// </summary>
/// <param name="separators">The message's separators.</param>
internal readonly struct Hl7Escapes(Hl7Separators separators) : IEscapes
{
    private readonly Hl7Separators _separators = separators;

    public byte Lead => _separators.Escape;

    public int Decode(ReadOnlySpan<byte> raw, Span<byte> place, out int written)
    {
        int length = raw[1..Math.Min(raw.Length, EscapedText.LongestEscape)].IndexOf(Lead);
        ReadOnlySpan<byte> inner = length > 0 ? raw.Slice(1, length) : default;
        written = inner.IsEmpty ? -1 : Write(inner, place);
        if (written >= 0)
        {
            return length + 2;
        }

        place[0] = raw[0];
        written = 1;
        return 1;
    }

    private int Write(ReadOnlySpan<byte> inner, Span<byte> place)
    {
        int meaning = inner.Length == 1 ? Separator(inner[0]) : -1;
        if (meaning >= 0)
        {
            place[0] = (byte)meaning;
            return 1;
        }

        return inner[0] switch
        {
            (byte)'H' or (byte)'N' when inner.Length == 1 => 0,
            (byte)'C' or (byte)'M' or (byte)'Z' when IsCode(inner[1..]) => 0,
            (byte)'X' => WriteBytes(inner[1..], place),
            (byte)'.' when IsCode(inner[1..]) => WriteBreak(place),
            _ => -1,
        };
    }

    private int Separator(byte name) => name switch
    {
        (byte)'F' => _separators.Field,
        (byte)'S' => _separators.Component,
        (byte)'T' => _separators.Subcomponent,
        (byte)'R' => _separators.Repetition,
        (byte)'E' => _separators.Escape,
        _ => -1,
    };

    /// <summary>The inside of an escape is short and has no blanks; a text between two backslashes is none.</summary>
    private static bool IsCode(ReadOnlySpan<byte> inner)
    {
        foreach (byte next in inner)
        {
            if (!char.IsAsciiLetterOrDigit((char)next) && next is not ((byte)'+' or (byte)'-'))
            {
                return false;
            }
        }

        return !inner.IsEmpty;
    }

    private static int WriteBreak(Span<byte> place)
    {
        place[0] = (byte)'\n';
        return 1;
    }

    private static int WriteBytes(ReadOnlySpan<byte> digits, Span<byte> place)
    {
        int written = 0;
        while (digits.Length >= 2)
        {
            if (!Utf8Parser.TryParse(digits[..2], out byte value, out int read, 'x') || read != 2)
            {
                return -1;
            }

            place[written++] = value;
            digits = digits[2..];
        }

        return digits.IsEmpty && written > 0 ? written : -1;
    }
}
