using System.Buffers;

namespace PhiLens.Pipeline.Redaction.Detectors.Contacts;

/// <summary>
/// E-mail address: a local part of RFC 5321 (dotted or in quotes), <c>@</c>, and a host whose last label is letters,
/// which <c>root@10.0.0.5</c> and <c>x@0.0.0.0</c> are not.
/// </summary>
internal static class Email
{
    private const int LongestLocal = 64;
    private const int LongestHost = 255;
    private const int LongestTop = 24;

    private static readonly SearchValues<byte> LocalBytes = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.!#$&'*+-/=?^_{|}~%"u8);

    private static readonly SearchValues<byte> HostBytes = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-"u8);

    /// <summary>Finds the address around an <c>@</c>.</summary>
    /// <returns>Behind it; 0 when there is none.</returns>
    internal static int End(ReadOnlySpan<byte> text, int at, out int start)
    {
        start = Chars.At(text, at - 1) == '"' ? QuotedStart(text, at - 1) : LocalStart(text, at);
        return start < at ? HostEnd(text, at + 1) : 0;
    }

    private static int LocalStart(ReadOnlySpan<byte> text, int at)
    {
        int from = Math.Max(0, at - LongestLocal);
        ReadOnlySpan<byte> before = text[from..at];
        int last = before.LastIndexOfAnyExcept(LocalBytes);

        // A letter beyond ASCII belongs to the local part of an international address.
        while (last >= 0 && before[last] >= 0x80)
        {
            last = before[..last].LastIndexOfAnyExcept(LocalBytes);
        }

        int start = from + last + 1;
        int key = text[start..at].LastIndexOfAny("=/&?'"u8);
        return TrimStart(text, key < 0 ? start : start + key + 1, at);
    }

    /// <summary>Punctuation that a sentence or a mask leaves before an address does not belong to it.</summary>
    private static int TrimStart(ReadOnlySpan<byte> text, int start, int at)
    {
        if (start > 0 && start < at && text[start] is >= 0x80 and < 0xC0)
        {
            // The local part's longest length fell within a character.
            while (start < at && text[start] is >= 0x80 and < 0xC0)
            {
                start++;
            }
        }

        while (start < at && !Chars.IsAlnum(text[start]) && text[start] < 0x80 && text[start] != '_')
        {
            start++;
        }

        return start;
    }

    private static int QuotedStart(ReadOnlySpan<byte> text, int quote)
    {
        int from = Math.Max(0, quote - LongestLocal);
        int open = text[from..quote].LastIndexOf((byte)'"');
        bool isQuoted = open >= 0 && open < quote - from - 1 && text[(from + open)..quote].IndexOf((byte)':') < 0;
        return isQuoted ? from + open : quote + 1;
    }

    private static int HostEnd(ReadOnlySpan<byte> text, int start)
    {
        ReadOnlySpan<byte> host = text[start..Math.Min(text.Length, start + LongestHost)];
        int end = host.IndexOfAnyExcept(HostBytes);
        host = end < 0 ? host : host[..end];
        host = host.TrimEnd(".-"u8);
        int dot = host.LastIndexOf((byte)'.');
        if (dot <= 0 || !Chars.IsAlnum(host[0]))
        {
            return 0;
        }

        ReadOnlySpan<byte> top = host[(dot + 1)..];
        bool isTop = top.Length is >= 2 and <= LongestTop
            && (IsLetters(top) || top.StartsWith("xn--"u8)) && Chars.At(text, start + host.Length) != '*';
        return isTop ? start + host.Length : 0;
    }

    private static bool IsLetters(ReadOnlySpan<byte> text)
    {
        foreach (byte next in text)
        {
            if (!Chars.IsLetter(next))
            {
                return false;
            }
        }

        return true;
    }
}
