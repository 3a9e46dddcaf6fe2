using System.Text;

namespace PhiLens.Pipeline.Filtering.Editing;

/// <summary>Names of fields in any case, of which a last star stands for any rest.</summary>
/// <param name="names">The names.</param>
internal sealed class FieldNames(IEnumerable<string> names)
{
    private readonly (byte[] Name, bool IsPrefix)[] _names =
    [
        .. names.Select(n => n.EndsWith('*')
            ? (Encoding.UTF8.GetBytes(n[..^1]), true)
            : (Encoding.UTF8.GetBytes(n), false)),
    ];

    /// <summary>Whether a name is among them.</summary>
    internal bool Contain(ReadOnlySpan<byte> name)
    {
        foreach ((byte[] known, bool isPrefix) in _names)
        {
            bool fits = isPrefix ? name.Length >= known.Length : name.Length == known.Length;
            if (fits && IsSame(name[..known.Length], known))
            {
                return true;
            }
        }

        return false;
    }

    // Names need not be ASCII; only its letters are folded, as in C.
    private static bool IsSame(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        for (int i = 0; i < left.Length; i++)
        {
            if (left[i] != right[i] && Lower(left[i]) != Lower(right[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static byte Lower(byte value) => value is >= (byte)'A' and <= (byte)'Z' ? (byte)(value | 0x20) : value;
}
