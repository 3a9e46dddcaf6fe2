using PhiLens.Pipeline.Redaction.FieldSets;

namespace PhiLens.Pipeline.Redaction.Keys;

/// <summary>What was found out about a name.</summary>
/// <param name="name">The name as it stood in a text.</param>
/// <param name="match">What it means for values.</param>
/// <param name="meaning">What the common set knows about it.</param>
internal sealed class KeyEntry(byte[] name, in KeyMatch match, in NameMeaning meaning)
{
    internal readonly KeyMatch Match = match;

    internal readonly NameMeaning Meaning = meaning;

    internal byte[] Name { get; } = name;
}
