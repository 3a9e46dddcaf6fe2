using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Redaction;

/// <summary>
/// Knows what redaction wrote before, so that doing it again changes nothing: <c>[REDACTED:label]</c>, and the tokens
/// of sealed values (<see cref="SealedToken"/>).
/// </summary>
internal static class RedactionToken
{
    internal static ReadOnlySpan<byte> Opening => "[REDACTED:"u8;

    /// <summary>Whether a value is one token and nothing else.</summary>
    internal static bool Is(ReadOnlySpan<byte> value) =>
        LengthAt(value) is var length && length > 0 && length == value.Length;

    /// <summary>The length of the token that a text begins with; 0 when it begins with none.</summary>
    internal static int LengthAt(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text[0] is not ((byte)'[' or (byte)'L'))
        {
            return 0;
        }

        return text[0] == '[' ? ErasedLength(text) : SealedLength(text);
    }

    /// <summary>Where the token ends that a position stands within; the position itself when it is in none.</summary>
    internal static int BehindOneAround(ReadOnlySpan<byte> text, int position)
    {
        int from = Math.Max(0, position - Opening.Length - SealedToken.LongestType);
        int begin = text[from..position].LastIndexOf((byte)'[');
        if (begin < 0)
        {
            return position;
        }

        int length = ErasedLength(text[(from + begin)..]);
        return Math.Max(position, from + begin + length);
    }

    private static int ErasedLength(ReadOnlySpan<byte> text)
    {
        if (!text.StartsWith(Opening))
        {
            return 0;
        }

        ReadOnlySpan<byte> label = text[Opening.Length..];
        int end = label[..Math.Min(label.Length, SealedToken.LongestType + 1)].IndexOf((byte)']');
        return end > 0 && label[..end].IndexOfAnyExcept(SealedToken.TypeBytes) < 0 ? Opening.Length + end + 1 : 0;
    }

    private static int SealedLength(ReadOnlySpan<byte> text) =>
        SealedToken.TryRead(text, out SealedToken token) ? token.Length : 0;
}
