using System.Text;

namespace PhiLens.Pipeline.Redaction.Actions;

/// <summary>
/// Puts a star in the place of each letter and digit but the last ones, and leaves what stands between them: of
/// <c>123-45-6789</c> with 4 kept, <c>***-**-6789</c>. A value without more characters than it keeps is masked whole.
/// Stars count as characters that were masked before, so that masking again changes nothing.
/// </summary>
internal static class MaskAction
{
    /// <summary>A mask is never longer than its value; the room lets other actions write a little more.</summary>
    internal const int Growth = 16;

    internal static bool TryWrite(ReadOnlySpan<byte> value, int keep, Span<byte> mask, out int written)
    {
        int characters = Count(value);
        int toMask = characters > keep ? characters - keep : characters;
        written = 0;
        while (!value.IsEmpty)
        {
            _ = Rune.DecodeFromUtf8(value, out Rune rune, out int length);
            bool isCharacter = IsCharacter(rune);
            if (!isCharacter && !IsSeparator(rune))
            {
                // Quotes, brackets and control characters have no place in a mask.
                return false;
            }

            if (isCharacter && toMask > 0)
            {
                mask[written++] = (byte)'*';
                toMask--;
            }
            else if (rune.IsAscii)
            {
                mask[written++] = (byte)rune.Value;
            }
            else
            {
                // Only ASCII is kept, because a mask must pass through every structure as it is.
                mask[written++] = (byte)'*';
            }

            value = value[length..];
        }

        return true;
    }

    private static int Count(ReadOnlySpan<byte> value)
    {
        int count = 0;
        while (!value.IsEmpty)
        {
            _ = Rune.DecodeFromUtf8(value, out Rune rune, out int length);
            count += IsCharacter(rune) ? 1 : 0;
            value = value[length..];
        }

        return count;
    }

    private static bool IsCharacter(Rune rune) => !rune.IsAscii || rune.Value == '*' || Rune.IsLetterOrDigit(rune);

    private static bool IsSeparator(Rune rune) => rune.Value is ' ' or '-' or '.' or '_' or '/' or '@' or '(' or ')'
        or '+' or ':' or ',' or '#';
}
