using System.Globalization;
using System.Text;

namespace PhiLens.Pipeline.Redaction.Structures.Xml;

/// <summary>
/// The entities of XML, the character references, and of HTML's entities the no-break space. Entities that a document
/// declares itself stay as they are.
/// </summary>
internal readonly struct XmlEntities : IEscapes
{
    private const int Longest = 12;

    public byte Lead => (byte)'&';

    public int Decode(ReadOnlySpan<byte> raw, Span<byte> place, out int written)
    {
        int length = raw[..Math.Min(raw.Length, Longest)].IndexOf((byte)';');
        if (length > 1 && TryFind(raw[1..length], out Rune rune))
        {
            written = rune.EncodeToUtf8(place);
            return length + 1;
        }

        place[0] = raw[0];
        written = 1;
        return 1;
    }

    private static bool TryFind(ReadOnlySpan<byte> name, out Rune rune)
    {
        if (name[0] == '#')
        {
            bool isHex = name.Length > 1 && name[1] is (byte)'x' or (byte)'X';
            NumberStyles style = isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
            rune = default;
            return int.TryParse(name[(isHex ? 2 : 1)..], style, CultureInfo.InvariantCulture, out int value)
                && Rune.TryCreate(value, out rune);
        }

        int known = name switch
        {
            [(byte)'l', (byte)'t'] => '<',
            [(byte)'g', (byte)'t'] => '>',
            [(byte)'a', (byte)'m', (byte)'p'] => '&',
            [(byte)'q', (byte)'u', (byte)'o', (byte)'t'] => '"',
            [(byte)'a', (byte)'p', (byte)'o', (byte)'s'] => '\'',
            [(byte)'n', (byte)'b', (byte)'s', (byte)'p'] => '\u00A0',
            _ => 0,
        };
        rune = new Rune(known);
        return known != 0;
    }
}
