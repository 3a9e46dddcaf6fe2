using System.Buffers;

namespace PhiLens.Pipeline.Redaction.Detectors.Secrets;

/// <summary>Secrets that a word leads to: credentials of HTTP, and private keys in PEM (RFC 7468).</summary>
internal static class Credential
{
    private const int ShortestCredential = 8;
    private const int LongestLabel = 40;

    private static readonly SearchValues<byte> TokenBytes = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/="u8);

    /// <summary>Behind the credentials that follow <c>Bearer</c> or <c>Basic</c>; 0 when none do.</summary>
    /// <param name="text">The text.</param>
    /// <param name="scheme">Behind the scheme's name.</param>
    /// <param name="start">Where the credentials begin.</param>
    internal static int SchemeEnd(ReadOnlySpan<byte> text, int scheme, out int start)
    {
        start = Chars.SkipBlanks(text, scheme);
        int length = text[start..].IndexOfAnyExcept(TokenBytes);
        int end = length < 0 ? text.Length : start + length;
        bool isLong = start > scheme && end - start >= ShortestCredential;
        return isLong && IsMixed(text[start..end]) ? end : 0;
    }

    /// <summary>
    /// Behind the PEM block whose <c>BEGIN</c> stands at a place; 0 when it is not that of a private key.
    /// </summary>
    internal static int PemEnd(ReadOnlySpan<byte> text, int begin, out int start)
    {
        start = begin - 5;
        if (start < 0 || !text[start..begin].SequenceEqual("-----"u8))
        {
            return 0;
        }

        ReadOnlySpan<byte> label = text[begin..Math.Min(text.Length, begin + LongestLabel)];
        if (label.IndexOf("PRIVATE KEY"u8) < 0 && label.IndexOf("PGP MESSAGE"u8) < 0)
        {
            return 0;
        }

        // A block that was cut off goes to the end: what is left of a key is still part of it.
        int end = text[begin..].IndexOf("-----END"u8);
        int close = end < 0 ? -1 : text[(begin + end + 8)..].IndexOf("-----"u8);
        return close < 0 ? text.Length : begin + end + 8 + close + 5;
    }

    /// <summary>Whether a text is more than a word: it has a digit, or capital letters among small ones.</summary>
    internal static bool IsMixed(ReadOnlySpan<byte> text)
    {
        bool hasSmall = text.ContainsAnyInRange((byte)'a', (byte)'z');
        return text.ContainsAnyInRange((byte)'0', (byte)'9') || text.Length > 24
            || (hasSmall && text[1..].ContainsAnyInRange((byte)'A', (byte)'Z'));
    }
}
