namespace PhiLens.Pipeline.Redaction.Structures.X12;

/// <summary>Names of segments and qualifiers as numbers, which are compared without memory.</summary>
internal static class X12Code
{
    /// <summary>No name or qualifier that rules ask for is longer.</summary>
    internal const int Longest = 8;

    /// <summary>A code as a number; 0 when it is empty or too long to be one.</summary>
    internal static ulong Of(ReadOnlySpan<byte> code)
    {
        ulong number = 0;
        if (code.Length <= Longest)
        {
            foreach (byte next in code)
            {
                number = (number << 8) | next;
            }
        }

        return number;
    }

    /// <summary>A code as a number.</summary>
    internal static ulong Of(string code) => Of(System.Text.Encoding.ASCII.GetBytes(code));

    /// <summary>Whether it can be the name of a segment: a letter and one or two letters or digits.</summary>
    internal static bool IsSegment(ReadOnlySpan<byte> name) => name.Length is 2 or 3
        && char.IsAsciiLetterUpper((char)name[0])
        && name.IndexOfAnyExceptInRange((byte)'0', (byte)'Z') < 0 && name.IndexOfAnyInRange((byte)':', (byte)'@') < 0;
}
