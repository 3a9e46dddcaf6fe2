using System.Buffers;

namespace PhiLens.Pipeline.Records;

/// <summary>
/// Where the parts of a sealed value's token stand in a text. How tokens are made, and what is in them, is specified at
/// the top of <c>Sealing/TokenFormat.cs</c>; redaction knows them by their form, so that it leaves them alone.
/// </summary>
public readonly record struct SealedToken
{
    /// <summary>A key's number in a token: 8 bytes as base64url.</summary>
    public const int KeyIdLength = 11;

    /// <summary>A pseudonym's own part: 16 bytes as base64url.</summary>
    public const int PseudonymLength = 22;

    /// <summary>A nonce of 12 bytes, one byte of text and a tag of 16, as base64url.</summary>
    public const int ShortestPayload = 39;

    /// <summary>The longest type, in bytes.</summary>
    public const int LongestType = 64;

    private const int LookBack = 4096;

    private static readonly SearchValues<byte> Base64UrlBytes =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"u8);

    /// <summary>What types are made of: the labels of a policy's rules.</summary>
    internal static SearchValues<byte> TypeBytes { get; } =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_"u8);

    /// <summary>What encrypted values begin with.</summary>
    public static ReadOnlySpan<byte> Encrypted => "LE1."u8;

    /// <summary>What pseudonyms begin with.</summary>
    public static ReadOnlySpan<byte> Pseudonym => "LT1."u8;

    /// <summary>Whether it stands for a value and cannot be opened.</summary>
    public bool IsPseudonym { get; private init; }

    /// <summary>The length of the whole token, in bytes.</summary>
    public int Length { get; private init; }

    /// <summary>Where the type stands in the token.</summary>
    public Range Type { get; private init; }

    /// <summary>Where the key's number stands in the token.</summary>
    public Range KeyId { get; private init; }

    /// <summary>Where what follows the key's number stands, without the mark at the end.</summary>
    public Range Payload { get; private init; }

    /// <summary>Reads the token that a text begins with.</summary>
    /// <param name="text">The text.</param>
    /// <param name="token">Its parts.</param>
    /// <returns>False when it begins with none, or with one that was cut off.</returns>
    public static bool TryRead(ReadOnlySpan<byte> text, out SealedToken token)
    {
        token = default;
        bool isPseudonym = text.StartsWith(Pseudonym);
        if (!isPseudonym && !text.StartsWith(Encrypted))
        {
            return false;
        }

        int type = Encrypted.Length;
        int typeLength = LengthOf(text[type..], TypeBytes, LongestType);
        int key = type + typeLength + 1;
        int payload = key + KeyIdLength + 1;
        if (typeLength == 0 || payload >= text.Length || text[key - 1] != '.' || text[payload - 1] != '.'
            || text[key..(payload - 1)].ContainsAnyExcept(Base64UrlBytes))
        {
            return false;
        }

        int length = LengthOf(text[payload..], Base64UrlBytes, isPseudonym ? PseudonymLength : text.Length);
        int end = payload + length;
        bool isWhole = isPseudonym
            ? length == PseudonymLength
            : length >= ShortestPayload && length % 4 != 1 && end < text.Length && text[end] == '.';
        token = new SealedToken
        {
            IsPseudonym = isPseudonym,
            Length = isPseudonym ? end : end + 1,
            Type = type..(key - 1),
            KeyId = key..(payload - 1),
            Payload = payload..end,
        };
        return isWhole;
    }

    /// <summary>The position itself, or the beginning of the token that it would cut.</summary>
    /// <param name="text">The text to cut.</param>
    /// <param name="position">Where to cut at the latest. A token that begins more than 4 KiB before it is cut.</param>
    internal static int BorderAtOrBefore(ReadOnlySpan<byte> text, int position)
    {
        int from = Math.Max(1, position - LookBack);
        for (int start = position - 1; start >= from; start--)
        {
            if (text[start] == 'L' && TryRead(text[start..], out SealedToken token) && start + token.Length > position)
            {
                return start;
            }
        }

        return position;
    }

    /// <summary>How many bytes at the start of a text are of a kind.</summary>
    private static int LengthOf(ReadOnlySpan<byte> text, SearchValues<byte> kind, int most)
    {
        ReadOnlySpan<byte> within = text[..Math.Min(text.Length, most)];
        int end = within.IndexOfAnyExcept(kind);
        return end < 0 ? within.Length : end;
    }
}
