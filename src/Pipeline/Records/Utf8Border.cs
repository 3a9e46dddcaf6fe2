namespace PhiLens.Pipeline.Records;

/// <summary>Finds places where text can be cut without cutting a character.</summary>
public static class Utf8Border
{
    /// <summary>A character has at most four bytes, so at most three of them stand before a cut.</summary>
    private const int MostBefore = 3;

    /// <summary>
    /// The position itself, or the beginning of the character that it would cut. In bytes that are not UTF-8, and
    /// where that beginning is the very first byte, the answer is the position itself.
    /// </summary>
    /// <param name="text">The bytes to cut; the cut character may be incomplete at their end.</param>
    /// <param name="position">Where to cut at the latest, 0 to the length.</param>
    public static int AtOrBefore(ReadOnlySpan<byte> text, int position)
    {
        for (int before = 1; before <= MostBefore && before < position; before++)
        {
            byte value = text[position - before];
            bool isContinuation = (value & 0xC0) == 0x80;
            if (!isContinuation)
            {
                return LengthOfCharacter(value) > before ? position - before : position;
            }
        }

        return position;
    }

    private static int LengthOfCharacter(byte first) => first switch
    {
        >= 0xF0 => 4,
        >= 0xE0 => 3,
        >= 0xC0 => 2,
        _ => 1,
    };
}
