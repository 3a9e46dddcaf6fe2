using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PhiLens.Pipeline.Redaction.Keys;

/// <summary>
/// The length of a name, its first bytes and its last. They are the whole name when it has no more than 16.
/// </summary>
/// <param name="Length">How many bytes the name has.</param>
/// <param name="First">The first eight; four, where it has fewer than eight; all, where it has fewer than four.</param>
/// <param name="Last">The last eight or four.</param>
internal readonly record struct NameEnds(int Length, ulong First, ulong Last)
{
    private const int LongestWhole = 2 * sizeof(ulong);

    /// <summary>Names spread evenly over its lower 24 bits.</summary>
    internal uint Hash =>
        (uint)((((((ulong)Length ^ First) * 0x9E3779B97F4A7C15UL) ^ Last) * 0xD6E8FEB86659FD93UL) >> 40);

    /// <summary>Whether two names with the same ends are the same.</summary>
    internal bool AreWhole => Length <= LongestWhole;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static NameEnds Of(ReadOnlySpan<byte> name)
    {
        ref byte first = ref MemoryMarshal.GetReference(name);
        if (name.Length >= sizeof(ulong))
        {
            ref byte last = ref Unsafe.Add(ref first, name.Length - sizeof(ulong));
            return new(name.Length, Unsafe.ReadUnaligned<ulong>(ref first), Unsafe.ReadUnaligned<ulong>(ref last));
        }

        if (name.Length >= sizeof(uint))
        {
            ref byte last = ref Unsafe.Add(ref first, name.Length - sizeof(uint));
            return new(name.Length, Unsafe.ReadUnaligned<uint>(ref first), Unsafe.ReadUnaligned<uint>(ref last));
        }

        uint all = 0;
        foreach (byte next in name)
        {
            all = (all << 8) | next;
        }

        return new(name.Length, all, 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool Are(in NameEnds other) => Length == other.Length && First == other.First && Last == other.Last;
}
