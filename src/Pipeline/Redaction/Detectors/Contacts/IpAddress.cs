using System.Buffers;
using System.Buffers.Text;

namespace PhiLens.Pipeline.Redaction.Detectors.Contacts;

/// <summary>
/// IPv4 and IPv6 addresses that may tell a person's place: not those of RFC 1918, loopback, link-local, unspecified,
/// multicast and broadcast, nor versions with four parts.
/// </summary>
internal static class IpAddress
{
    private const int LongestV6 = 45;
    private const int Groups = 8;

    private static readonly SearchValues<byte> V6Bytes = SearchValues.Create("0123456789abcdefABCDEF:."u8);

    /// <summary>Behind an IPv4 address that begins at a place; 0 when none does, or a browser's version.</summary>
    internal static int V4End(ReadOnlySpan<byte> text, int start)
    {
        byte before = Chars.At(text, start - 1);
        int end = TryV4(text, start, out uint address);
        bool isAlone = end != 0 && Edges.Around(text, start, end) && before is not ((byte)'v' or (byte)'V' or (byte)'-')
            && Chars.At(text, end) != '-' && !IsVersion(text, start)
            && !(before == '/' && Chars.IsLetter(Chars.At(text, start - 2)) && (address & 255) == 0);
        return isAlone && IsPublic(address) ? end : 0;
    }

    /// <summary>Finds the IPv6 address around its first colon.</summary>
    /// <returns>Behind it; 0 when there is none.</returns>
    internal static int V6End(ReadOnlySpan<byte> text, int colon, out int start)
    {
        start = colon;
        while (start > 0 && colon - start < 4 && Chars.IsHex(text[start - 1]))
        {
            start--;
        }

        ReadOnlySpan<byte> rest = text[start..Math.Min(text.Length, start + LongestV6)];
        int length = rest.IndexOfAnyExcept(V6Bytes);
        ReadOnlySpan<byte> address = (length < 0 ? rest : rest[..length]).TrimEnd(":."u8);
        if (rest.Length > address.Length + 1 && rest.Slice(address.Length, 2).SequenceEqual("::"u8))
        {
            address = rest[..(address.Length + 2)];
        }

        int end = start + address.Length;
        byte before = Chars.At(text, start - 1);
        bool isAlone = !Chars.IsAlnum(before) && before is not ((byte)':' or (byte)'.')
            && !Chars.IsAlnum(Chars.At(text, end));
        bool isAddress = isAlone && IsV6(address) && !IsLocal(address);
        return isAddress ? ZoneEnd(text, end) : 0;
    }

    private static int TryV4(ReadOnlySpan<byte> text, int start, out uint address)
    {
        address = 0;
        int at = start;
        for (int i = 0; i < 4; i++)
        {
            int digits = Chars.Digits(text, at);
            if (digits is 0 or > 3 || Chars.Number(text, at, at + digits) > 255 || (digits > 1 && text[at] == '0'))
            {
                return 0;
            }

            address = (address << 8) | (uint)Chars.Number(text, at, at + digits);
            at += digits;
            if (i < 3 && Chars.At(text, at++) != '.')
            {
                return 0;
            }
        }

        return at;
    }

    private static bool IsVersion(ReadOnlySpan<byte> text, int start)
    {
        ReadOnlySpan<byte> before = text[Math.Max(0, start - 10)..start].TrimEnd(" =:/\"'"u8);
        return before.Length >= 3 && (Chars.StandsAt(before, before.Length - 7, "version"u8)
            || Chars.StandsAt(before, before.Length - 3, "ver"u8));
    }

    private static bool IsPublic(uint address) => (address >> 24) switch
    {
        0 or 10 or 127 or >= 224 => false,
        100 => (address >> 22 & 3) != 1,
        169 => (address >> 16 & 255) != 254,
        172 => (address >> 20 & 15) != 1,
        192 => (address >> 16 & 255) != 168,
        _ => true,
    };

    private static bool IsV6(ReadOnlySpan<byte> address)
    {
        int groups = 0;
        int shortened = address.IndexOf("::"u8);
        int at = 0;
        while (at < address.Length)
        {
            int end = address[at..].IndexOf((byte)':');
            ReadOnlySpan<byte> group = end < 0 ? address[at..] : address.Slice(at, end);
            if (group.Contains((byte)'.'))
            {
                return end < 0 && TryV4(group, 0, out _) == group.Length && IsCount(groups + 2, shortened);
            }

            if (group.Length > 4)
            {
                return false;
            }

            groups += group.IsEmpty ? 0 : 1;
            at += group.Length + 1;
        }

        bool isOnceShort = shortened < 0 || address[(shortened + 1)..].IndexOf("::"u8) < 0;
        return isOnceShort && IsCount(groups, shortened);
    }

    private static bool IsCount(int groups, int shortened) =>
        shortened < 0 ? groups == Groups : groups is > 2 and < Groups;

    private static bool IsLocal(ReadOnlySpan<byte> address) =>
        Utf8Parser.TryParse(address, out int first, out int digits, 'x') && digits > 0
        && ((first & 0xFE00) == 0xFC00 || (first & 0xFFC0) == 0xFE80 || (first & 0xFF00) == 0xFF00);

    private static int ZoneEnd(ReadOnlySpan<byte> text, int end)
    {
        int zone = Chars.At(text, end) == '%' ? Chars.AlnumEnd(text, end + 1) : 0;
        return zone > end + 1 ? zone : end;
    }
}
