using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PhiLens.Pipeline.Redaction.Text;

/// <summary>What each of 64 bytes is, one bit for each, the first byte's lowest.</summary>
internal struct ByteClasses
{
    /// <summary>How many bytes are classed at once.</summary>
    internal const int Size = 64;

    /// <summary>What the colours of terminals begin with.</summary>
    private const byte EscapeCharacter = 0x1B;

    /// <summary>ASCII letters.</summary>
    internal ulong Letters;

    /// <summary>ASCII digits.</summary>
    internal ulong Digits;

    /// <summary><c>@ = : &gt;</c>, which stand between a name and a value, or within an address.</summary>
    internal ulong Points;

    /// <summary>
    /// Not 0 when one of them is <c>% &amp; \</c>, ESC or not ASCII: something may stand behind escapes.
    /// </summary>
    internal uint Escapes;

    /// <summary>Classes 64 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ByteClasses Of(ReadOnlySpan<byte> block)
    {
        ref byte first = ref MemoryMarshal.GetReference(block[..Size]);
        var classes = default(ByteClasses);
        if (Vector256.IsHardwareAccelerated)
        {
            classes.Add(Vector256.LoadUnsafe(ref first), 0);
            classes.Add(Vector256.LoadUnsafe(ref first, 32), 32);
            return classes;
        }

        for (int at = 0; at < Size; at += Vector128<byte>.Count)
        {
            classes.Add(Vector128.LoadUnsafe(ref first, (nuint)at), at);
        }

        return classes;
    }

    /// <summary>Classes fewer than 64 bytes, with loads that overlap in the middle rather than go beyond.</summary>
    internal static ByteClasses OfShort(ReadOnlySpan<byte> text)
    {
        ref byte first = ref MemoryMarshal.GetReference(text);
        int length = text.Length;
        var classes = default(ByteClasses);
        if (length > 2 * Vector128<byte>.Count)
        {
            classes.Add(Vector128.LoadUnsafe(ref first, (nuint)Vector128<byte>.Count), Vector128<byte>.Count);
            classes.Add(
                Vector128.LoadUnsafe(ref first, (nuint)Math.Max(0, length - (2 * Vector128<byte>.Count))),
                length - (2 * Vector128<byte>.Count));
        }

        if (length >= Vector128<byte>.Count)
        {
            classes.Add(Vector128.LoadUnsafe(ref first), 0);
            int last = length - Vector128<byte>.Count;
            classes.Add(Vector128.LoadUnsafe(ref first, (nuint)last), last);
        }
        else if (length >= sizeof(ulong))
        {
            int last = length - sizeof(ulong);
            classes.Add(Vector128.CreateScalar(Unsafe.ReadUnaligned<ulong>(ref first)).AsByte(), 0);
            classes.Add(Vector128.CreateScalar(
                Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, last))).AsByte(), last);
        }
        else
        {
            classes.Add(Vector128.CreateScalar(Few(text)).AsByte(), 0);
        }

        return classes;
    }

    /// <summary>The classes from a byte on, which becomes the first.</summary>
    internal readonly ByteClasses From(int first) => new()
    {
        Letters = Letters >> first,
        Digits = Digits >> first,
        Points = Points >> first,
        Escapes = Escapes,
    };

    /// <summary>Fewer than eight bytes, zeros behind them.</summary>
    private static ulong Few(ReadOnlySpan<byte> text)
    {
        ulong bytes = 0;
        for (int i = text.Length - 1; i >= 0; i--)
        {
            bytes = (bytes << 8) | text[i];
        }

        return bytes;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(Vector256<byte> bytes, int shift)
    {
        Vector256<byte> letters = Vector256.LessThan(
            (bytes | Vector256.Create((byte)0x20)) - Vector256.Create((byte)'a'), Vector256.Create((byte)26));
        Vector256<byte> digits = Vector256.LessThan(bytes - Vector256.Create((byte)'0'), Vector256.Create((byte)10));
        Vector256<byte> points = Vector256.Equals(bytes, Vector256.Create((byte)'@'))
            | Vector256.Equals(bytes, Vector256.Create((byte)'='))
            | Vector256.Equals(bytes, Vector256.Create((byte)':'))
            | Vector256.Equals(bytes, Vector256.Create((byte)'>'));
        Vector256<byte> escapes = Vector256.Equals(bytes, Vector256.Create((byte)'%'))
            | Vector256.Equals(bytes, Vector256.Create((byte)'&'))
            | Vector256.Equals(bytes, Vector256.Create((byte)'\\'))
            | Vector256.Equals(bytes, Vector256.Create(EscapeCharacter))
            | bytes;
        Letters |= (ulong)letters.ExtractMostSignificantBits() << shift;
        Digits |= (ulong)digits.ExtractMostSignificantBits() << shift;
        Points |= (ulong)points.ExtractMostSignificantBits() << shift;
        Escapes |= escapes.ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(Vector128<byte> bytes, int shift)
    {
        Vector128<byte> letters = Vector128.LessThan(
            (bytes | Vector128.Create((byte)0x20)) - Vector128.Create((byte)'a'), Vector128.Create((byte)26));
        Vector128<byte> digits = Vector128.LessThan(bytes - Vector128.Create((byte)'0'), Vector128.Create((byte)10));
        Vector128<byte> points = Vector128.Equals(bytes, Vector128.Create((byte)'@'))
            | Vector128.Equals(bytes, Vector128.Create((byte)'='))
            | Vector128.Equals(bytes, Vector128.Create((byte)':'))
            | Vector128.Equals(bytes, Vector128.Create((byte)'>'));
        Vector128<byte> escapes = Vector128.Equals(bytes, Vector128.Create((byte)'%'))
            | Vector128.Equals(bytes, Vector128.Create((byte)'&'))
            | Vector128.Equals(bytes, Vector128.Create((byte)'\\'))
            | Vector128.Equals(bytes, Vector128.Create(EscapeCharacter))
            | bytes;
        Letters |= (ulong)letters.ExtractMostSignificantBits() << shift;
        Digits |= (ulong)digits.ExtractMostSignificantBits() << shift;
        Points |= (ulong)points.ExtractMostSignificantBits() << shift;
        Escapes |= escapes.ExtractMostSignificantBits();
    }
}
