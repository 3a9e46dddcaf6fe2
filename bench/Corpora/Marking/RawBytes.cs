using System.Text;

namespace PhiLens.Bench.Corpora.Marking;

/// <summary>
/// A record's bytes. Bytes that are no UTF-8 stand in the text as lone low surrogates, U+DC80 to U+DCFF for 0x80 to
/// 0xFF.
/// </summary>
public static class RawBytes
{
    private const int FirstStandIn = 0xDC80;
    private const int LastStandIn = 0xDCFF;

    /// <summary>The stand-in for one byte above 0x7F.</summary>
    public static char StandIn(byte value) => (char)(FirstStandIn + value - 0x80);

    /// <summary>The bytes of a text, or of a part of one that begins and ends at whole characters.</summary>
    public static byte[] Of(string text)
    {
        var bytes = new List<byte>(text.Length + 16);
        Span<byte> one = stackalloc byte[4];
        for (int i = 0; i < text.Length; i++)
        {
            if (IsStandIn(text, i))
            {
                bytes.Add((byte)(text[i] - FirstStandIn + 0x80));
                continue;
            }

            _ = Rune.TryGetRuneAt(text, i, out Rune rune);
            int length = rune.EncodeToUtf8(one);
            bytes.AddRange(one[..length]);
            i += rune.Utf16SequenceLength - 1;
        }

        return [.. bytes];
    }

    private static bool IsStandIn(string text, int index) =>
        text[index] is >= (char)FirstStandIn and <= (char)LastStandIn
        && (index == 0 || !char.IsHighSurrogate(text[index - 1]));
}
