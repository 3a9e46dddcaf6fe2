using System.Runtime.CompilerServices;

namespace PhiLens.Pipeline.Redaction.Detectors;

/// <summary>Questions about single bytes that every detector asks.</summary>
internal static class Chars
{
    /// <summary>The bit that parts capital from small letters.</summary>
    internal const byte Case = 0x20;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool IsDigit(byte value) => (uint)(value - '0') <= 9;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool IsLetter(byte value) => (uint)((value | Case) - 'a') <= 'z' - 'a';

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool IsUpper(byte value) => (uint)(value - 'A') <= 'Z' - 'A';

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool IsSmall(byte value) => (uint)(value - 'a') <= 'z' - 'a';

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool IsAlnum(byte value) => IsDigit(value) || IsLetter(value);

    internal static bool IsHex(byte value) => IsDigit(value) || (uint)((value | Case) - 'a') <= 'f' - 'a';

    internal static bool IsBlank(byte value) => value is (byte)' ' or (byte)'\t';

    internal static bool IsQuote(byte value) => value is (byte)'"' or (byte)'\'' or (byte)'`';

    /// <summary>The byte at a place; 0 before the text's start and behind its end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static byte At(ReadOnlySpan<byte> text, int index) =>
        (uint)index < (uint)text.Length ? text[index] : (byte)0;

    /// <summary>The eight bytes from a place on, the first one's lowest; zeros behind the text's end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong EightAt(ReadOnlySpan<byte> text, int start) => text.Length - start >= sizeof(ulong)
        ? Unsafe.ReadUnaligned<ulong>(in text[start])
        : LastBytes(text, start);

    /// <summary>How many digits stand from a place on.</summary>
    internal static int Digits(ReadOnlySpan<byte> text, int start)
    {
        int end = start;
        while (end < text.Length && IsDigit(text[end]))
        {
            end++;
        }

        return end - start;
    }

    /// <summary>Behind the letters and digits that stand from a place on.</summary>
    internal static int AlnumEnd(ReadOnlySpan<byte> text, int start)
    {
        int end = start;
        while (end < text.Length && IsAlnum(text[end]))
        {
            end++;
        }

        return end;
    }

    /// <summary>Behind the blanks that stand from a place on.</summary>
    internal static int SkipBlanks(ReadOnlySpan<byte> text, int start)
    {
        int end = start;
        while (end < text.Length && IsBlank(text[end]))
        {
            end++;
        }

        return end;
    }

    /// <summary>The value of the digits between two places; no more than nine of them.</summary>
    internal static int Number(ReadOnlySpan<byte> text, int start, int end)
    {
        int value = 0;
        for (int i = start; i < end; i++)
        {
            value = (value * 10) + (text[i] - '0');
        }

        return value;
    }

    /// <summary>Whether a text reads as a word of small letters, whatever its own case.</summary>
    internal static bool Reads(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word)
    {
        if (text.Length != word.Length)
        {
            return false;
        }

        for (int i = 0; i < word.Length; i++)
        {
            byte folded = IsUpper(text[i]) ? (byte)(text[i] | Case) : text[i];
            if (folded != word[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a word of small letters stands at a place, whatever its case there.</summary>
    internal static bool StandsAt(ReadOnlySpan<byte> text, int start, ReadOnlySpan<byte> word) =>
        start >= 0 && start + word.Length <= text.Length && Reads(text.Slice(start, word.Length), word);

    private static ulong LastBytes(ReadOnlySpan<byte> text, int start)
    {
        if (text.Length >= sizeof(ulong))
        {
            int before = start - (text.Length - sizeof(ulong));
            return Unsafe.ReadUnaligned<ulong>(in text[^sizeof(ulong)]) >> (8 * before);
        }

        ulong bytes = 0;
        for (int i = text.Length - 1; i >= start; i--)
        {
            bytes = (bytes << 8) | text[i];
        }

        return bytes;
    }
}
