using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PhiLens.Pipeline.Redaction.Json;

/// <summary>
/// The 64 bytes of a document that its strings are read in. One look tells where they end and what they hold: one bit
/// for each byte, the first one's lowest.
/// </summary>
internal struct JsonBlock
{
    /// <summary>How many bytes are looked at at once.</summary>
    private const int Size = 64;

    /// <summary>How far a byte's high half is moved to be a number.</summary>
    private const int HighHalf = 4;

    /// <summary>Where it begins in the document.</summary>
    private int _start;

    /// <summary>Quotes and backslashes.</summary>
    private ulong _ends;

    /// <summary>
    /// What nothing can be found without: a digit, a capital, what parts a name from a value, escapes, and what is not
    /// ASCII. A string of small letters and blanks needs no look.
    /// </summary>
    private ulong _telling;

    /// <summary>One that ends before the document begins.</summary>
    internal static JsonBlock None => new() { _start = -Size };

    /// <summary>
    /// For each low half of a byte, the high halves with which it is one of
    /// <c>0-9 A-Z @ = : &lt; &gt; { } [ ] % &amp; \ | * # $ ~ ^ ` _ + " /</c>, one bit for each.
    /// </summary>
    private static Vector128<byte> HighHalves => Vector128.Create(
        (byte)0x78, 0x38, 0x3C, 0x3C, 0x3C, 0x3C, 0x3C, 0x38,
        0x38, 0x38, 0x3C, 0xB4, 0xB8, 0xB8, 0xB8, 0x34);

    /// <summary>For each high half below 8, its bit.</summary>
    private static Vector128<byte> Bits =>
        Vector128.Create((byte)1, 2, 4, 8, 16, 32, 64, 128, 0, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>Finds the next quote or backslash.</summary>
    /// <param name="text">The document.</param>
    /// <param name="at">The place to begin; then where it stands.</param>
    /// <param name="isTelling">Becomes true when something telling stands before it.</param>
    /// <returns>False when none comes.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryEnd(ReadOnlySpan<byte> text, ref int at, ref bool isTelling)
    {
        ulong telling = 0;
        while (true)
        {
            if ((uint)(at - _start) >= Size && !TryMoveTo(text, at))
            {
                return false;
            }

            ulong ends = _ends >> (at - _start);
            telling |= (_telling >> (at - _start)) & (ends - 1) & ~ends;
            if (ends != 0)
            {
                at += BitOperations.TrailingZeroCount(ends);
                isTelling |= telling != 0;
                return true;
            }

            at = _start + Size;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryMoveTo(ReadOnlySpan<byte> text, int at)
    {
        if (at >= text.Length)
        {
            return false;
        }

        if (text.Length - at >= Size)
        {
            Look(at, ref Unsafe.Add(ref MemoryMarshal.GetReference(text), at));
            return true;
        }

        Span<byte> rest = stackalloc byte[Size];
        rest.Clear();
        text[at..].CopyTo(rest);
        Look(at, ref MemoryMarshal.GetReference(rest));
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Look(int at, ref byte first)
    {
        var one = Vector256.LoadUnsafe(ref first);
        var other = Vector256.LoadUnsafe(ref first, (nuint)Vector256<byte>.Count);
        _start = at;
        _ends = EndsOf(one) | ((ulong)EndsOf(other) << Vector256<byte>.Count);
        _telling = TellingOf(one) | ((ulong)TellingOf(other) << Vector256<byte>.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint EndsOf(Vector256<byte> bytes) =>
        (Vector256.Equals(bytes, Vector256.Create((byte)'"')) | Vector256.Equals(bytes, Vector256.Create((byte)'\\')))
        .ExtractMostSignificantBits();

    /// <summary>Each half of a byte is looked up in a table; what is not ASCII shows its own highest bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint TellingOf(Vector256<byte> bytes)
    {
        var lowHalf = Vector256.Create((byte)0xF);
        Vector256<byte> high = (bytes.AsUInt16() >> HighHalf).AsByte() & lowHalf;
        Vector256<byte> hits = Lookup(HighHalves, bytes & lowHalf) & Lookup(Bits, high);
        return (~Vector256.Equals(hits, Vector256<byte>.Zero) | bytes).ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Lookup(Vector128<byte> table, Vector256<byte> halves) => Avx2.IsSupported
        ? Avx2.Shuffle(Vector256.Create(table, table), halves)
        : Vector256.Create(
            Vector128.ShuffleNative(table, halves.GetLower()), Vector128.ShuffleNative(table, halves.GetUpper()));
}
