using System.Runtime.CompilerServices;
using PhiLens.Pipeline.Redaction.FieldSets;

namespace PhiLens.Pipeline.Redaction.Keys;

/// <summary>What was found out about a name.</summary>
/// <param name="name">The name as it stood in a text.</param>
/// <param name="match">What it means for values.</param>
/// <param name="meaning">What the common set knows about it.</param>
internal sealed class KeyEntry(byte[] name, in KeyMatch match, in NameMeaning meaning)
{
    private readonly NameEnds _ends = NameEnds.Of(name);

    internal readonly KeyMatch Match = match;

    internal readonly NameMeaning Meaning = meaning;

    internal byte[] Name { get; } = name;

    /// <summary>Whether the name says nothing about its value, and is nobody's data itself.</summary>
    internal readonly bool IsQuiet = match.IsNothing && match.IsPlainName;

    /// <summary>Whether it is a name's.</summary>
    /// <param name="other">The name.</param>
    /// <param name="ends">Its ends.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool IsOf(ReadOnlySpan<byte> other, in NameEnds ends) =>
        _ends.Are(ends) && (ends.AreWhole || other.SequenceEqual(Name));
}
