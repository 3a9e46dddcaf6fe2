using System.Text;

namespace PhiLens.Bench.Corpora.Scoring;

/// <summary>A word, a sign, or a redaction mark within a line.</summary>
/// <param name="Start">Its first byte.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="IsWord">Whether it is letters and digits.</param>
public readonly record struct Token(int Start, int Length, bool IsWord)
{
    /// <summary>As in <c>\u0040</c>.</summary>
    private const int UnicodeEscape = 6;

    /// <summary>As in <c>%40</c>.</summary>
    private const int PercentEscape = 3;

    private static readonly byte[] MarkStart = Encoding.ASCII.GetBytes("[REDACTED");

    public int End => Start + Length;

    /// <summary>Cuts a line into tokens.</summary>
    public static List<Token> Of(ReadOnlySpan<byte> line)
    {
        var tokens = new List<Token>(line.Length / 4 + 4);
        int position = 0;
        while (position < line.Length)
        {
            ReadOnlySpan<byte> rest = line[position..];
            int sign = Math.Max(MarkLength(rest), EscapeLength(rest));
            int length = sign > 0 ? sign : Math.Max(WordLength(rest), 1);
            tokens.Add(new Token(position, length, sign == 0 && IsWordByte(rest[0])));
            position += length;
        }

        return tokens;
    }

    /// <summary>The length of the redaction mark that the bytes begin with, or 0.</summary>
    public static int MarkLength(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith(MarkStart) ? bytes.IndexOf((byte)']') + 1 : 0;

    /// <summary>An escape is a sign of its own: its letters do not belong to the word behind it.</summary>
    private static int EscapeLength(ReadOnlySpan<byte> bytes)
    {
        (int prefix, int length) = bytes.StartsWith("\\u"u8) ? (2, UnicodeEscape) : (1, PercentEscape);
        bool begins = prefix == 2 || bytes.StartsWith("%"u8);
        return begins && bytes.Length >= length && AreHex(bytes[prefix..length]) ? length : 0;
    }

    private static bool AreHex(ReadOnlySpan<byte> bytes)
    {
        foreach (byte b in bytes)
        {
            if (!char.IsAsciiHexDigit((char)b))
            {
                return false;
            }
        }

        return true;
    }

    private static int WordLength(ReadOnlySpan<byte> bytes)
    {
        int length = 0;
        while (length < bytes.Length && IsWordByte(bytes[length]))
        {
            length++;
        }

        return length;
    }

    private static bool IsWordByte(byte b) => char.IsAsciiLetterOrDigit((char)b) || b >= 0x80;
}
