using System.Collections.Frozen;
using PhiLens.Pipeline.Redaction.FieldSets.Messages;

namespace PhiLens.Pipeline.Redaction.Structures.Hl7;

/// <summary>Names of segments: an upper-case letter, and two upper-case letters or digits.</summary>
internal static class Hl7Segments
{
    internal const int NameLength = 3;

    private static readonly FrozenSet<int> Telling = Hl7Fields.Entries
        .Select(e => Number(e.Selector[..NameLength]))
        .Append(Number("OBX"))
        .ToFrozenSet();

    internal static bool IsName(ReadOnlySpan<char> name) => name.Length == NameLength
        && char.IsAsciiLetterUpper(name[0])
        && IsLetterOrDigit(name[1]) && IsLetterOrDigit(name[2]);

    internal static bool IsName(ReadOnlySpan<byte> name) => name.Length == NameLength
        && char.IsAsciiLetterUpper((char)name[0])
        && IsLetterOrDigit((char)name[1]) && IsLetterOrDigit((char)name[2]);

    /// <summary>Whether a segment of that name tells who somebody is: it is looked for without a header.</summary>
    internal static bool IsTelling(ReadOnlySpan<byte> name) => IsName(name) && Telling.Contains(Number(name));

    /// <summary>A name as a number, which tables are asked with.</summary>
    internal static int Number(ReadOnlySpan<byte> name) => (name[0] << 16) | (name[1] << 8) | name[2];

    /// <summary>A name as a number, which tables are asked with.</summary>
    internal static int Number(string name) => (name[0] << 16) | (name[1] << 8) | name[2];

    private static bool IsLetterOrDigit(char value) => char.IsAsciiLetterUpper(value) || char.IsAsciiDigit(value);
}
