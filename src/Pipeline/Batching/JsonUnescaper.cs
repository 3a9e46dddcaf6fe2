using System.Globalization;
using System.Text;
using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Batching;

/// <summary>
/// Writes the inside of a JSON string as MessagePack text, without its escapes (RFC 8259, section 7). An escaped half
/// of a surrogate pair without the other becomes U+FFFD.
/// </summary>
internal static class JsonUnescaper
{
    private const int LongestCharacter = 4;
    private const int UnicodeEscape = 6;

    /// <summary>Writes a string.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="escaped">What stands between the quotation marks of valid JSON.</param>
    /// <returns>False when memory has no room.</returns>
    internal static bool TryWrite(BlockChain to, ReadOnlySpan<byte> escaped)
    {
        if (!MessagePackText.TryWriteHeader(to, Length(escaped)))
        {
            return false;
        }

        Span<byte> character = stackalloc byte[LongestCharacter];
        while (true)
        {
            int plain = escaped.IndexOf((byte)'\\');
            if (plain < 0)
            {
                return to.TryWrite(escaped);
            }

            int read = Decode(escaped[plain..], character, out int written);
            if (!to.TryWrite(escaped[..plain]) || !to.TryWrite(character[..written]))
            {
                return false;
            }

            escaped = escaped[(plain + read)..];
        }
    }

    private static int Length(ReadOnlySpan<byte> escaped)
    {
        Span<byte> character = stackalloc byte[LongestCharacter];
        int length = 0;
        while (true)
        {
            int plain = escaped.IndexOf((byte)'\\');
            if (plain < 0)
            {
                return length + escaped.Length;
            }

            int read = Decode(escaped[plain..], character, out int written);
            length += plain + written;
            escaped = escaped[(plain + read)..];
        }
    }

    /// <summary>Decodes the escape at the beginning.</summary>
    /// <returns>How many bytes the escape takes.</returns>
    private static int Decode(ReadOnlySpan<byte> escape, Span<byte> character, out int written)
    {
        if (escape[1] != (byte)'u')
        {
            character[0] = escape[1] switch
            {
                (byte)'n' => (byte)'\n',
                (byte)'r' => (byte)'\r',
                (byte)'t' => (byte)'\t',
                (byte)'b' => (byte)'\b',
                (byte)'f' => (byte)'\f',
                byte itself => itself,
            };
            written = 1;
            return 2;
        }

        char first = Unit(escape);
        ReadOnlySpan<byte> rest = escape[UnicodeEscape..];
        bool isPair = char.IsHighSurrogate(first)
            && rest.Length >= UnicodeEscape
            && rest[..2].SequenceEqual("\\u"u8)
            && char.IsLowSurrogate(Unit(rest));
        Rune rune = isPair ? new Rune(first, Unit(rest))
            : Rune.TryCreate(first, out Rune single) ? single
            : Rune.ReplacementChar;
        written = rune.EncodeToUtf8(character);
        return isPair ? 2 * UnicodeEscape : UnicodeEscape;
    }

    private static char Unit(ReadOnlySpan<byte> escape) =>
        (char)ushort.Parse(escape[2..UnicodeEscape], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
