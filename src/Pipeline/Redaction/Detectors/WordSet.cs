using System.Collections.Frozen;
using System.Text;

namespace PhiLens.Pipeline.Redaction.Detectors;

/// <summary>A set of words of up to twelve letters, whatever their case.</summary>
/// <param name="words">The words in small letters, with blanks between them.</param>
internal sealed class WordSet(string words)
{
    internal const int Longest = 12;

    private readonly FrozenSet<ulong> _words =
        words.Split(' ').Select(w => Code(Encoding.ASCII.GetBytes(w))).ToFrozenSet();

    internal bool Contains(ReadOnlySpan<byte> word) => word.Length <= Longest && _words.Contains(Code(word));

    /// <summary>Five bits for each letter, which no two words share; what is no letter is taken for one.</summary>
    private static ulong Code(ReadOnlySpan<byte> word)
    {
        ulong code = 1;
        foreach (byte letter in word)
        {
            code = (code << 5) | (uint)(letter & 31);
        }

        return code;
    }
}
