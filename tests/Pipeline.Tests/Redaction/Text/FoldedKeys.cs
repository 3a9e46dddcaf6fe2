using PhiLens.Pipeline.Redaction;
using PhiLens.Pipeline.Redaction.Keys;

namespace PhiLens.Pipeline.Tests.Redaction.Text;

/// <summary>
/// Names of fields, compared without regard to case, hyphens, underscores, blanks and dots. Allocates nothing when
/// asked, and counts what it is asked.
/// </summary>
internal sealed class FoldedKeys : KeyTable
{
    private readonly List<(byte[] Name, KeyMatch Match)> _names = [];

    /// <summary>The bytes of all names that were asked for.</summary>
    public long Asked { get; private set; }

    public void Add(string name, KeyMatch match) => _names.Add((System.Text.Encoding.UTF8.GetBytes(name), match));

    internal override KeyMatch Find(ReadOnlySpan<byte> name)
    {
        Asked += name.Length;
        Span<byte> folded = stackalloc byte[256];
        int length = 0;
        foreach (byte next in name)
        {
            if (next is not ((byte)'-' or (byte)'_' or (byte)' ' or (byte)'.') && length < folded.Length)
            {
                folded[length++] = next is >= (byte)'A' and <= (byte)'Z' ? (byte)(next | 0x20) : next;
            }
        }

        foreach ((byte[] known, KeyMatch match) in _names)
        {
            if (folded[..length].SequenceEqual(known))
            {
                return match;
            }
        }

        return KeyMatch.Nothing;
    }

    internal override int FindPath(in KeyPath path) => RuleSet.NoRule;
}
