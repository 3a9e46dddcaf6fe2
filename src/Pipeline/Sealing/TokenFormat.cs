// The tokens that stand in the place of sealed values, version 1. docs/encryption.md has the same with test vectors.
//
//   encrypted   LE1.<type>.<kid>.<payload>.
//   pseudonym   LT1.<type>.<kid>.<mark>
//
//   type     what kind of value it was, as the policy calls it: 1 to 64 of a-z 0-9 - _
//   kid      the key's number: 8 bytes as base64url without padding, 11 characters
//   payload  nonce (12 bytes) || ciphertext || tag (16 bytes) as base64url without padding; the dot behind it ends it,
//            so that a letter, a hyphen or an underscore which the text goes on with is not taken for a part of it
//   mark     16 bytes as base64url without padding, 22 characters
//
// A token is ASCII without quote, backslash, space, comma, percent, colon or slash: JSON, logfmt, CSV, URLs, XML and
// CloudWatch Logs Insights carry it unchanged. Redaction knows tokens by this form and leaves them as they are.
//
// Encrypted values. A data key D of 32 bytes comes from KMS GenerateDataKey, with an encryption context C and as the
// ciphertext B, and from it
//
//   kid         = the first 8 bytes of SHA-256(B)
//   K || M      = HKDF-SHA-256(key = D, salt = empty, info = "PhiLens LE1", length = 64), 32 bytes each
//   nonce       = 4 random bytes, drawn once for the key || a counter of 8 bytes, big endian, from 1
//   aad         = for each of "LE1", kid (8 bytes), type, scope: its length (2 bytes, big endian), then its bytes
//   ciphertext || tag = AES-256-GCM(K, nonce, value, aad)
//
// scope is C["scope"]. The group, the stream and the field's path are not bound: who opens a token in some text knows
// none of them. A key belongs to one process, so that its counter meets no number twice.
//
// base64url and base64 are canonical: the bits behind the last whole byte are zero, or the token is damaged.
//
// The key record is one JSON object, on one line of the log, whose members stand in this order without white space
// between them; C has at least a scope. How strings are escaped is the writer's choice:
//
//   {"le":"key","v":1,"kid":"<kid>","kms":"<ARN>","ctx":{<C>},"blob":"<B as base64>",
//    "from":"<when the key was made, UTC: 2026-11-28T15:04:05Z>","commit":"<commit as base64>"}
//
//   commit = HMAC-SHA-256(M, the bytes of the record in front of its last ,"commit":)
//
// AES-GCM alone lets two keys open one ciphertext to different texts. Whoever opens tokens computes commit first, so a
// record names exactly one key, and nothing in it can be changed.
//
// Pseudonyms. The root key R of 32 bytes is the same for all tasks, given as KMS ciphertext with the encryption context
// {"purpose":"philens-pseudonym"}, and from it
//
//   P || id = HKDF-SHA-256(key = R, salt = empty, info = "PhiLens LT1", length = 40), 32 and 8 bytes; kid = id
//   mark    = the first 16 bytes of HMAC-SHA-256(P, length of type (2 bytes, big endian) || type || normal form)
//
// so that a root key which is wrapped anew keeps its number. Normal forms, by type:
//
//   ssn itin phone fax card npi bank zip date      the digits 0-9 only
//   mbi hicn dea mrn member account license iban
//   vin device                                     of ASCII only letters, in upper case, and digits; what is not ASCII
//                                                  stays
//   every other                                    lower case (Unicode's simple mapping; U+0130 stays), no space, tab,
//                                                  CR or LF at the ends, one space for any run of them within; bytes
//                                                  that are not UTF-8 become U+FFFD
//
// Letters that Unicode can write in two ways (composed or not) are not unified: the tables for that are no part of the
// executable.
// A value whose normal form would be empty is its own normal form.
using System.Buffers.Binary;
using System.Buffers.Text;
using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Sealing.Keys;

namespace PhiLens.Pipeline.Sealing;

/// <summary>Writes tokens and what their encryption binds. The specification stands above.</summary>
internal static class TokenFormat
{
    internal const int KeyIdBytes = 8;
    internal const int NonceBytes = 12;
    internal const int TagBytes = 16;
    internal const int PseudonymBytes = 16;

    private static ReadOnlySpan<byte> Version => "LE1"u8;

    /// <summary>The longest token of a value, encrypted or not, in bytes.</summary>
    internal static int MaxLength(int typeLength, int valueLength) =>
        HeadLength(typeLength) + Base64Url.GetEncodedLength(NonceBytes + valueLength + TagBytes) + 1;

    /// <summary>The length of what a token's encryption binds.</summary>
    internal static int AadLength(int typeLength, int scopeLength) =>
        (4 * sizeof(ushort)) + Version.Length + KeyIdBytes + typeLength + scopeLength;

    /// <summary>Writes what a token's encryption binds.</summary>
    /// <returns>The length of it.</returns>
    internal static int WriteAad(
        Span<byte> aad, ReadOnlySpan<byte> keyId, ReadOnlySpan<byte> type, ReadOnlySpan<byte> scope)
    {
        int at = WritePart(aad, 0, Version);
        at = WritePart(aad, at, keyId);
        at = WritePart(aad, at, type);
        return WritePart(aad, at, scope);
    }

    /// <summary>Writes the token of an encrypted value.</summary>
    /// <param name="token">Where it goes.</param>
    /// <param name="type">The type.</param>
    /// <param name="key">Fills nonce, ciphertext and tag.</param>
    /// <param name="value">The value.</param>
    /// <returns>The token's length; 0 when the key may not be used any more.</returns>
    internal static int WriteEncrypted(
        Span<byte> token, ReadOnlySpan<byte> type, DataKey key, ReadOnlySpan<byte> value)
    {
        int length = NonceBytes + value.Length + TagBytes;
        int at = WriteHead(token, SealedToken.Encrypted, type, key.KeyIdText);
        if (!key.TrySeal(type, value, token.Slice(at, length))
            || !Base64Url.TryEncodeToUtf8InPlace(token[at..], length, out int encoded))
        {
            return 0;
        }

        at += encoded;
        token[at++] = (byte)'.';
        return at;
    }

    /// <summary>Writes a pseudonym.</summary>
    /// <param name="token">Where it goes.</param>
    /// <param name="type">The type.</param>
    /// <param name="keyId">The key's number as text.</param>
    /// <param name="mark">The 16 bytes that stand for the value.</param>
    /// <returns>The token's length.</returns>
    internal static int WritePseudonym(
        Span<byte> token, ReadOnlySpan<byte> type, ReadOnlySpan<byte> keyId, ReadOnlySpan<byte> mark)
    {
        int at = WriteHead(token, SealedToken.Pseudonym, type, keyId);
        return at + Base64Url.EncodeToUtf8(mark, token[at..]);
    }

    private static int HeadLength(int typeLength) =>
        SealedToken.Encrypted.Length + typeLength + 1 + SealedToken.KeyIdLength + 1;

    private static int WriteHead(
        Span<byte> token, ReadOnlySpan<byte> version, ReadOnlySpan<byte> type, ReadOnlySpan<byte> keyId)
    {
        version.CopyTo(token);
        type.CopyTo(token[version.Length..]);
        int at = version.Length + type.Length;
        token[at++] = (byte)'.';
        keyId.CopyTo(token[at..]);
        at += keyId.Length;
        token[at++] = (byte)'.';
        return at;
    }

    private static int WritePart(Span<byte> target, int at, ReadOnlySpan<byte> part)
    {
        BinaryPrimitives.WriteUInt16BigEndian(target[at..], (ushort)part.Length);
        at += sizeof(ushort);
        part.CopyTo(target[at..]);
        return at + part.Length;
    }
}
