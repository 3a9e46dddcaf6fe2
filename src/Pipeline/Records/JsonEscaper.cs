using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;
using System.Text.Unicode;

namespace PhiLens.Pipeline.Records;

/// <summary>
/// Copies a message into a JSON string in one pass over its bytes.
/// <para>
/// RFC 8259 asks for an escape of <c>"</c>, <c>\</c> and U+0000 to U+001F; everything else passes as it is. A byte
/// sequence that is not UTF-8 becomes U+FFFD, one for each maximal ill-formed part (Unicode 15, section 3.9), because
/// CloudWatch Logs takes UTF-8 only.
/// </para>
/// </summary>
public static class JsonEscaper
{
    /// <summary>The most bytes that one character takes when escaped: <c>\u001f</c>.</summary>
    private const int LongestEscape = 6;

    /// <summary>What is known of the bytes above 0x7F in the message.</summary>
    private enum Utf8State
    {
        Unchecked,
        WellFormed,
        Damaged,
    }

    /// <summary>The bytes of U+FFFD, the replacement character.</summary>
    private static ReadOnlySpan<byte> Replacement => [0xEF, 0xBF, 0xBD];

    /// <summary>
    /// Escapes as much of a message as fits. Stops between characters, never within one, so that the rest can go on
    /// in the next block.
    /// </summary>
    /// <param name="source">The rest of the message.</param>
    /// <param name="destination">Where the escaped bytes go. Bytes past the written ones may be overwritten.</param>
    public static EscapeResult Escape(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        int read = 0;
        int written = 0;
        int grown = 0;
        var state = Utf8State.Unchecked;
        while (true)
        {
            int plain = CopyPlain(source[read..], destination[written..], state == Utf8State.WellFormed);
            read += plain;
            written += plain;
            if (read == source.Length || destination.Length - written < LongestEscape)
            {
                break;
            }

            if (source[read] < 0x80)
            {
                (int taken, int made) = CopyAndEscapeQuotes(
                    source[read..], destination[written..], state == Utf8State.WellFormed);
                if (taken == 0)
                {
                    (taken, made) = (1, WriteEscape(source[read], destination[written..]));
                }

                read += taken;
                written += made;
                continue;
            }

            if (state == Utf8State.Unchecked)
            {
                state = Utf8.IsValid(source[read..]) ? Utf8State.WellFormed : Utf8State.Damaged;
            }

            if (state == Utf8State.Damaged)
            {
                (int taken, int made) = CopyOrReplace(source[read..], destination[written..]);
                read += taken;
                written += made;
                grown += made - taken;
            }
        }

        int within = state == Utf8State.WellFormed ? BytesIntoCharacter(source, read) : 0;
        return new EscapeResult(read - within, written - within, read - within + grown);
    }

    /// <summary>
    /// Copies and escapes quotes and backslashes, which JSON in a message is full of, as far as the first other byte
    /// that needs attention, or as long as there is ample room at both ends. One comparison finds all of a vector's
    /// quotes; from each of them on, the bytes are stored once more, one place further right.
    /// </summary>
    private static (int Read, int Written) CopyAndEscapeQuotes(
        ReadOnlySpan<byte> source, Span<byte> destination, bool wellFormed)
    {
        // From the last byte of one vector a whole one is loaded; and each of its bytes may take two.
        const int reach = 2 * 32;
        const int growth = 3 * 32;
        ref byte from = ref MemoryMarshal.GetReference(source);
        ref byte to = ref MemoryMarshal.GetReference(destination);
        Vector256<byte> highBits = Vector256.Create(wellFormed ? (byte)0 : (byte)0x80);
        int read = 0;
        int written = 0;
        uint stops = 0;
        while (stops == 0 && read <= source.Length - reach && written <= destination.Length - growth)
        {
            Vector256<byte> bytes = Vector256.LoadUnsafe(ref from, (nuint)read);
            bytes.StoreUnsafe(ref to, (nuint)written);
            Vector256<byte> quoted = Vector256.Equals(bytes, Vector256.Create((byte)'"'))
                | Vector256.Equals(bytes, Vector256.Create((byte)'\\'));
            Vector256<byte> stopping = Vector256.Equals(Vector256.Min(bytes, Vector256.Create((byte)0x1F)), bytes)
                | (bytes & highBits);
            if ((quoted | stopping).ExtractMostSignificantBits() == 0)
            {
                read += Vector256<byte>.Count;
                written += Vector256<byte>.Count;
                continue;
            }

            stops = stopping.ExtractMostSignificantBits();
            int plain = BitOperations.TrailingZeroCount(stops);
            uint quotes = quoted.ExtractMostSignificantBits() & (uint)((1ul << plain) - 1);
            for (; quotes != 0; quotes &= quotes - 1)
            {
                nuint quote = (nuint)BitOperations.TrailingZeroCount(quotes);
                Unsafe.Add(ref to, (nuint)written + quote) = (byte)'\\';
                written++;
                Vector256.LoadUnsafe(ref from, (nuint)read + quote).StoreUnsafe(ref to, (nuint)written + quote);
            }

            read += plain;
            written += plain;
        }

        return (read, written);
    }

    /// <summary>Copies up to the first byte that needs attention, or as much as fits.</summary>
    /// <returns>How many bytes were copied.</returns>
    private static int CopyPlain(ReadOnlySpan<byte> source, Span<byte> destination, bool wellFormed)
    {
        int length = Math.Min(source.Length, destination.Length);
        ref byte from = ref MemoryMarshal.GetReference(source);
        ref byte to = ref MemoryMarshal.GetReference(destination);
        // Adding 0x80 to the comparison's reach or not is all that tells the two kinds of message apart.
        Vector256<byte> highBits = Vector256.Create(wellFormed ? (byte)0 : (byte)0x80);
        int done = 0;
        for (; done <= length - Vector256<byte>.Count; done += Vector256<byte>.Count)
        {
            Vector256<byte> bytes = Vector256.LoadUnsafe(ref from, (nuint)done);
            bytes.StoreUnsafe(ref to, (nuint)done);
            Vector256<byte> attention =
                Vector256.Equals(Vector256.Min(bytes, Vector256.Create((byte)0x1F)), bytes)
                | Vector256.Equals(bytes, Vector256.Create((byte)'"'))
                | Vector256.Equals(bytes, Vector256.Create((byte)'\\'))
                | (bytes & highBits);
            uint mask = attention.ExtractMostSignificantBits();
            if (mask != 0)
            {
                return done + BitOperations.TrailingZeroCount(mask);
            }
        }

        for (; done < length; done++)
        {
            byte value = Unsafe.Add(ref from, done);
            if (value < 0x20 || value == '"' || value == '\\' || (value >= 0x80 && !wellFormed))
            {
                break;
            }

            Unsafe.Add(ref to, done) = value;
        }

        return done;
    }

    private static int WriteEscape(byte value, Span<byte> destination)
    {
        byte letter = value switch
        {
            (byte)'"' or (byte)'\\' => value,
            (byte)'\n' => (byte)'n',
            (byte)'\r' => (byte)'r',
            (byte)'\t' => (byte)'t',
            (byte)'\b' => (byte)'b',
            (byte)'\f' => (byte)'f',
            _ => 0,
        };
        destination[0] = (byte)'\\';
        if (letter != 0)
        {
            destination[1] = letter;
            return 2;
        }

        "u00"u8.CopyTo(destination[1..]);
        destination[4] = (byte)('0' + (value >> 4));
        destination[5] = "0123456789abcdef"u8[value & 0xF];
        return LongestEscape;
    }

    private static (int Taken, int Made) CopyOrReplace(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        OperationStatus status = Rune.DecodeFromUtf8(source, out _, out int taken);
        ReadOnlySpan<byte> made = status == OperationStatus.Done ? source[..taken] : Replacement;
        made.CopyTo(destination);
        return (taken, made.Length);
    }

    /// <summary>How many bytes of an unfinished character stand before a position in well-formed text.</summary>
    private static int BytesIntoCharacter(ReadOnlySpan<byte> source, int position)
    {
        int within = 0;
        while (position - within < source.Length && (source[position - within] & 0xC0) == 0x80)
        {
            within++;
        }

        return within;
    }
}
