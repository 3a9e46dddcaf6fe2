using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace PhiLens.Pipeline.Redaction.Json;

/// <summary>
/// What stands between the quotes of a JSON string (RFC 8259, section 7), with and without its escapes. An escape that
/// is none stays as it is written, and half of a surrogate pair becomes U+FFFD.
/// </summary>
internal static class JsonString
{
    private const byte Backslash = (byte)'\\';
    private const int UnicodeEscape = 6;

    /// <summary>What an escape of one letter stands for, by the letter; 0 where there is none.</summary>
    private static readonly byte[] Simple = MakeSimple();

    /// <summary>Undoes the escapes.</summary>
    /// <param name="raw">What stands between the quotes.</param>
    /// <param name="text">Where the text goes, at least as long.</param>
    /// <returns>The text's length.</returns>
    internal static int Decode(ReadOnlySpan<byte> raw, Span<byte> text)
    {
        int length = 0;
        int at = 0;
        while (true)
        {
            int plain = CopyPlain(raw[at..], text[length..]);
            at += plain;
            length += plain;
            if (at == raw.Length)
            {
                return length;
            }

            if (SimpleOf(raw[at..]) is var simple and not 0)
            {
                text[length++] = simple;
                at += 2;
                continue;
            }

            Rune rune = ReadEscape(raw[at..], out int taken);
            length += taken == 1 ? WriteByte(Backslash, text[length..]) : rune.EncodeToUtf8(text[length..]);
            at += taken;
        }
    }

    /// <summary>Copies what stands before the next backslash; 32 bytes at once, because escapes stand close.</summary>
    /// <returns>How much that is.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int CopyPlain(ReadOnlySpan<byte> raw, Span<byte> text)
    {
        if (Vector256.IsHardwareAccelerated
            && raw.Length >= Vector256<byte>.Count
            && text.Length >= Vector256<byte>.Count)
        {
            // What is copied beyond the backslash is written over, or lies behind the text's end.
            var bytes = Vector256.LoadUnsafe(in MemoryMarshal.GetReference(raw));
            bytes.StoreUnsafe(ref MemoryMarshal.GetReference(text));
            uint escapes = Vector256.Equals(bytes, Vector256.Create(Backslash)).ExtractMostSignificantBits();
            if (escapes != 0)
            {
                return BitOperations.TrailingZeroCount(escapes);
            }
        }

        int plain = raw.IndexOf(Backslash);
        plain = plain < 0 ? raw.Length : plain;
        raw[..plain].CopyTo(text);
        return plain;
    }

    /// <summary>Moves claims on the text to where they stand between the quotes.</summary>
    /// <param name="raw">What stands between the quotes.</param>
    /// <param name="edits">The claims; their order changes.</param>
    internal static void MapBack(ReadOnlySpan<byte> raw, Span<Edit> edits)
    {
        edits.Sort(static (one, other) => one.Start.CompareTo(other.Start));
        var walk = new EscapeWalk(raw);
        foreach (ref Edit edit in edits)
        {
            edit.Start = walk.StartOf(edit.Start);
        }

        edits.Sort(static (one, other) => one.End.CompareTo(other.End));
        walk = new EscapeWalk(raw);
        foreach (ref Edit edit in edits)
        {
            edit.End = walk.EndOf(edit.End);
        }
    }

    /// <summary>Reads the escape that a text begins with.</summary>
    /// <param name="raw">The text; its first byte is a backslash.</param>
    /// <param name="length">The escape's length; 1 when it is none, and the backslash stands for itself.</param>
    internal static Rune ReadEscape(ReadOnlySpan<byte> raw, out int length)
    {
        if (SimpleOf(raw) is var simple and not 0)
        {
            length = 2;
            return new Rune((char)simple);
        }

        if (TryReadUnit(raw, out char unit))
        {
            length = UnicodeEscape;
            return ReadRune(raw, unit, ref length);
        }

        length = 1;
        return new Rune((char)Backslash);
    }

    /// <summary>What the escape of one letter that a text begins with stands for; 0 when it begins with none.</summary>
    private static byte SimpleOf(ReadOnlySpan<byte> raw) => raw.Length > 1 ? Simple[raw[1]] : (byte)0;

    private static Rune ReadRune(ReadOnlySpan<byte> raw, char unit, ref int length)
    {
        if (char.IsHighSurrogate(unit)
            && TryReadUnit(raw[UnicodeEscape..], out char low)
            && Rune.TryCreate(unit, low, out Rune pair))
        {
            length = 2 * UnicodeEscape;
            return pair;
        }

        return Rune.TryCreate(unit, out Rune rune) ? rune : Rune.ReplacementChar;
    }

    private static bool TryReadUnit(ReadOnlySpan<byte> raw, out char unit)
    {
        bool isUnit = raw.Length >= UnicodeEscape
            && raw[0] == Backslash
            && raw[1] == 'u'
            && ushort.TryParse(raw[2..UnicodeEscape], NumberStyles.AllowHexSpecifier, null, out _);
        unit = default;
        if (isUnit && Utf8Parser.TryParse(raw[2..UnicodeEscape], out ushort value, out int read, 'x') && read == 4)
        {
            unit = (char)value;
            return true;
        }

        return false;
    }

    private static byte[] MakeSimple()
    {
        byte[] simple = new byte[byte.MaxValue + 1];
        ReadOnlySpan<byte> letters = "\"\\/bfnrt"u8;
        ReadOnlySpan<byte> meanings = "\"\\/\b\f\n\r\t"u8;
        for (int i = 0; i < letters.Length; i++)
        {
            simple[letters[i]] = meanings[i];
        }

        return simple;
    }

    private static int WriteByte(byte value, Span<byte> text)
    {
        text[0] = value;
        return 1;
    }
}
