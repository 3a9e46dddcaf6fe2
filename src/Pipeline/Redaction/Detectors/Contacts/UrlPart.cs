using System.Buffers;

namespace PhiLens.Pipeline.Redaction.Detectors.Contacts;

/// <summary>
/// The parts of a URL that identify a person, while its host stays: the user and password before the host, and the
/// identifier behind a path segment such as <c>/patients/</c>. Values of the query are found by their keys.
/// </summary>
internal static class UrlPart
{
    private const int LongestUser = 256;

    private static readonly SearchValues<byte> AuthorityEnds = SearchValues.Create("/?# \"<>\t\n"u8);

    /// <summary>Finds <c>user:password</c> behind <c>://</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="colon">Where <c>://</c> stands.</param>
    /// <param name="password">Where the password begins; the user stands before it and a colon.</param>
    /// <returns>Behind it, where the <c>@</c> stands; 0 when there is none.</returns>
    internal static int PasswordEnd(ReadOnlySpan<byte> text, int colon, out int password)
    {
        int start = colon + 3;
        password = 0;
        ReadOnlySpan<byte> rest = text[Math.Min(start, text.Length)..Math.Min(text.Length, start + LongestUser)];
        int end = rest.IndexOfAny(AuthorityEnds);
        rest = end < 0 ? rest : rest[..end];
        int at = rest.LastIndexOf((byte)'@');
        int user = at < 0 ? -1 : rest[..at].IndexOf((byte)':');
        if (user < 0 || user + 1 == at)
        {
            return 0;
        }

        password = start + user + 1;
        return start + at;
    }

    /// <summary>Finds the identifier that is the path's next segment.</summary>
    /// <param name="text">The text.</param>
    /// <param name="slash">Where the slash stands that ends the segment which says what it is.</param>
    /// <returns>Behind it; 0 when the next segment is a word.</returns>
    internal static int IdentifierEnd(ReadOnlySpan<byte> text, int slash)
    {
        int end = slash + 1;
        int digits = 0;
        int others = 0;
        for (; end < text.Length && (Chars.IsAlnum(text[end]) || text[end] is (byte)'-' or (byte)'_'); end++)
        {
            digits += Chars.IsDigit(text[end]) ? 1 : 0;
            others += Chars.IsHex(text[end]) || text[end] == '-' ? 0 : 1;
        }

        // A number, a UUID, or letters and digits as MRN0012345; neither "v2" nor a word.
        bool isIdentifier = digits > 0 && (others == 0 || digits >= 3) && !IsVersion(text[(slash + 1)..end]);
        return isIdentifier && Chars.At(text, end) != '*' ? end : 0;
    }

    private static bool IsVersion(ReadOnlySpan<byte> segment) =>
        segment.Length is 2 or 3 && (segment[0] | Chars.Case) == 'v' && Chars.Digits(segment, 1) == segment.Length - 1;
}
