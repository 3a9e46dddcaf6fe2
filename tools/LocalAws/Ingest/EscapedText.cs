using System.Buffers.Text;
using System.Text;
using PhiLens.LocalAws.Protocol;

namespace PhiLens.LocalAws.Ingest;

/// <summary>
/// Undoes the escapes of a JSON string that a reader has already found well-formed. Messages are often JSON themselves
/// and so full of escapes, for which this is several times as fast as the reader's own way.
/// </summary>
internal static class EscapedText
{
    private const int UnicodeEscape = 6;

    /// <summary>Writes the text and returns its length, which never exceeds the source's.</summary>
    public static int Undo(ReadOnlySpan<byte> source, Span<byte> target)
    {
        var written = 0;
        var read = 0;
        while (read < source.Length)
        {
            // Byte by byte, because between the escapes of a JSON text there are only a few letters.
            var letter = source[read++];
            if (letter != '\\')
            {
                target[written++] = letter;
            }
            else if (source[read] != 'u')
            {
                target[written++] = Simple(source[read++]);
            }
            else
            {
                var rest = source[(read - 1)..];
                written += TakeLetter(ref rest).EncodeToUtf8(target[written..]);
                read = source.Length - rest.Length;
            }
        }

        return written;
    }

    private static byte Simple(byte letter) => letter switch
    {
        (byte)'n' => (byte)'\n',
        (byte)'t' => (byte)'\t',
        (byte)'r' => (byte)'\r',
        (byte)'b' => (byte)'\b',
        (byte)'f' => (byte)'\f',
        _ => letter,
    };

    private static Rune TakeLetter(ref ReadOnlySpan<byte> source)
    {
        var first = Unit(source);
        source = source[UnicodeEscape..];
        if (!char.IsSurrogate(first))
        {
            return new Rune(first);
        }

        if (source.StartsWith("\\u"u8) && Rune.TryCreate(first, Unit(source), out var pair))
        {
            source = source[UnicodeEscape..];
            return pair;
        }

        throw ServiceException.Unreadable("The request body holds half of a surrogate pair.");
    }

    private static char Unit(ReadOnlySpan<byte> escape) =>
        Utf8Parser.TryParse(escape[2..UnicodeEscape], out ushort unit, out _, 'x')
            ? (char)unit
            : throw ServiceException.Unreadable("The request body is not valid JSON text.");
}
