using System.Buffers;
using System.Runtime.CompilerServices;

namespace PhiLens.Pipeline.Redaction.Detectors.Secrets;

/// <summary>
/// Tokens and keys that are known by how they begin: of AWS, GitHub, Slack, Stripe and Google, and JWTs.
/// </summary>
internal static class SecretToken
{
    private const int AwsId = 20;
    private const int ShortestToken = 20;
    private const int ShortestJwtPart = 4;

    private static readonly SearchValues<byte> Base64Url = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"u8);

    /// <summary>Whether a token may begin with a letter.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool MayBegin(byte letter) =>
        letter is (byte)'A' or (byte)'e' or (byte)'g' or (byte)'x' or (byte)'s' or (byte)'r';

    /// <summary>Behind the token that begins at a place; 0 when none does.</summary>
    internal static int End(ReadOnlySpan<byte> text, int start)
    {
        ReadOnlySpan<byte> rest = text[start..];
        // Behind a hyphen it stands within a longer run, which is looked at once only.
        byte before = Chars.At(text, start - 1);
        if (rest.Length < ShortestToken || Chars.IsAlnum(before) || before is (byte)'-' or (byte)'_')
        {
            return 0;
        }

        return rest[0] switch
        {
            (byte)'A' => rest.StartsWith("AIza"u8) ? Run(text, start, 35) : AwsEnd(text, start),
            (byte)'e' => rest.StartsWith("eyJ"u8) ? JwtEnd(text, start) : 0,
            (byte)'g' => rest.StartsWith("github_pat_"u8) || (rest.StartsWith("gh"u8) && rest[3] == '_')
                || rest.StartsWith("glpat-"u8)
                ? Run(text, start, ShortestToken) : 0,
            (byte)'x' => rest.StartsWith("xox"u8) && rest[4] == '-' ? Run(text, start, ShortestToken) : 0,
            (byte)'s' or (byte)'r' => rest[1..].StartsWith("k_live_"u8) || rest[1..].StartsWith("k_test_"u8)
                ? Run(text, start, ShortestToken) : 0,
            _ => 0,
        };
    }

    /// <summary>Behind a JSON Web Token: three parts of base64url, the first of which begins as JSON does.</summary>
    private static int JwtEnd(ReadOnlySpan<byte> text, int start)
    {
        int header = PartEnd(text, start);
        int payload = Chars.At(text, header) == '.' ? PartEnd(text, header + 1) : 0;
        bool isJwt = header - start >= 16 && payload - header > ShortestJwtPart;
        return !isJwt ? 0 : Chars.At(text, payload) == '.' ? PartEnd(text, payload + 1) : payload;
    }

    private static int PartEnd(ReadOnlySpan<byte> text, int start)
    {
        int length = text[start..].IndexOfAnyExcept(Base64Url);
        return length < 0 ? text.Length : start + length;
    }

    private static int AwsEnd(ReadOnlySpan<byte> text, int start)
    {
        ReadOnlySpan<byte> id = text.Slice(start, AwsId);
        bool isKind = id.StartsWith("AKIA"u8) || id.StartsWith("ASIA"u8) || id.StartsWith("ABIA"u8)
            || id.StartsWith("ACCA"u8);
        if (!isKind || Chars.IsAlnum(Chars.At(text, start + AwsId)))
        {
            return 0;
        }

        foreach (byte next in id)
        {
            if (!Chars.IsUpper(next) && !Chars.IsDigit(next))
            {
                return 0;
            }
        }

        return start + AwsId;
    }

    private static int Run(ReadOnlySpan<byte> text, int start, int shortest)
    {
        int end = PartEnd(text, start);
        return end - start >= shortest ? end : 0;
    }
}
