using System.Buffers;
using System.Runtime.CompilerServices;

namespace PhiLens.Pipeline.Redaction.Keys;

/// <summary>
/// Remembers what was found out about names, so that a record's names cost one comparison each. Bounded, and never
/// cleared: a program has few names. It takes no name that could itself be somebody's data: only short ones of letters,
/// hyphens, underscores and dots with few digits. Readers take no lock; of writers that meet in a place one wins.
/// </summary>
internal sealed class KeyCache
{
    private const int LongestName = 48;
    private const int MostDigits = 4;
    private const int Slots = 4096;
    private const int Probes = 4;
    private const int MostEntries = Slots / 2;

    private static readonly SearchValues<byte> Letters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_."u8);

    private readonly KeyEntry?[] _entries = new KeyEntry?[Slots];
    private int _count;

    /// <summary>How many names it remembers.</summary>
    internal int Count => Volatile.Read(ref _count);

    /// <summary>What is known about a name; null when nothing is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal KeyEntry? Find(ReadOnlySpan<byte> name)
    {
        NameEnds ends = NameEnds.Of(name);
        uint slot = ends.Hash;
        for (uint probe = 0; probe < Probes; probe++)
        {
            KeyEntry? entry = Volatile.Read(ref _entries[(slot + probe) % Slots]);
            if (entry is null || entry.IsOf(name, ends))
            {
                return entry;
            }
        }

        return null;
    }

    /// <summary>Remembers a name, if it may and there is room.</summary>
    internal void Add(KeyEntry entry)
    {
        uint slot = NameEnds.Of(entry.Name).Hash;
        for (uint probe = 0; probe < Probes && Count < MostEntries; probe++)
        {
            if (Interlocked.CompareExchange(ref _entries[(slot + probe) % Slots], entry, null) is null)
            {
                Interlocked.Increment(ref _count);
                return;
            }
        }
    }

    /// <summary>Whether a name may be remembered.</summary>
    internal bool Takes(ReadOnlySpan<byte> name)
    {
        if (name.Length is 0 or > LongestName || Count >= MostEntries || name.ContainsAnyExcept(Letters))
        {
            return false;
        }

        int digits = 0;
        foreach (byte next in name)
        {
            digits += next is >= (byte)'0' and <= (byte)'9' ? 1 : 0;
        }

        return digits <= MostDigits;
    }

    /// <summary>Whether enough follows a name's first digit to be a number that tells who somebody is.</summary>
    internal static bool MayEndInNumber(ReadOnlySpan<byte> name)
    {
        int digit = name.IndexOfAnyInRange((byte)'0', (byte)'9');
        return digit >= 0 && name.Length - digit > MostDigits;
    }
}
