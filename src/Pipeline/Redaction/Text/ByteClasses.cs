using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using PhiLens.Pipeline.Redaction.Detectors;

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
        if (length > Vector256<byte>.Count)
        {
            int last = length - Vector256<byte>.Count;
            classes.Add(Vector256.LoadUnsafe(ref first), 0);
            classes.Add(Vector256.LoadUnsafe(ref first, (nuint)last), last);
        }
        else if (length >= Vector128<byte>.Count)
        {
            int last = length - Vector128<byte>.Count;
            classes.Add(Vector128.LoadUnsafe(ref first), Vector128.LoadUnsafe(ref first, (nuint)last), last);
        }
        else
        {
            int last = Math.Max(0, length - sizeof(ulong));
            classes.Add(EightAt(text, 0), EightAt(text, last), last);
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

    private static Vector128<byte> EightAt(ReadOnlySpan<byte> text, int at) =>
        Vector128.CreateScalar(Chars.EightAt(text, at)).AsByte();

    /// <summary>Adds what two places are, of which the second one may begin within the first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(Vector128<byte> bytes, Vector128<byte> others, int shift)
    {
        var both = default(ByteClasses);
        both.Add(Vector256.Create(bytes, others), 0);
        Letters |= (ushort)both.Letters | (both.Letters >> Vector128<byte>.Count << shift);
        Digits |= (ushort)both.Digits | (both.Digits >> Vector128<byte>.Count << shift);
        Points |= (ushort)both.Points | (both.Points >> Vector128<byte>.Count << shift);
        Escapes |= both.Escapes;
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
