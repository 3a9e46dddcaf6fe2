using System.Text;

namespace PhiLens.Pipeline.Redaction.Structures.Xml;

/// <summary>
/// Names elements and attributes of clinical documents by the last names of their path, without namespaces:
/// <c>addr/city</c>, <c>birthTime/@value</c>, <c>patientRole/id/@extension</c>.
/// </summary>
/// <param name="Names">The names, innermost first.</param>
/// <param name="IsAttribute">Whether the innermost is an attribute.</param>
internal sealed record CdaSelector(byte[][] Names, bool IsAttribute)
{
    /// <summary>Reads a selector.</summary>
    /// <returns>Null when it is none.</returns>
    internal static CdaSelector? Parse(string text)
    {
        int sign = text.IndexOf('@', StringComparison.Ordinal);
        bool isAttribute = sign >= 0;
        if (isAttribute && (sign != text.LastIndexOf('/') + 1 || text.IndexOf('@', sign + 1) >= 0))
        {
            return null;
        }

        string[] names = text.Replace("@", "", StringComparison.Ordinal).Split('/');
        Array.Reverse(names);
        return names.Any(n => n.Length == 0 || !n.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))
            ? null
            : new CdaSelector([.. names.Select(Encoding.UTF8.GetBytes)], isAttribute);
    }

    /// <summary>Whether a path ends with the names.</summary>
    internal bool Fits(ReadOnlySpan<byte> text, ReadOnlySpan<(int Start, int End)> path, bool isAttribute)
    {
        if (IsAttribute != isAttribute || Names.Length > path.Length)
        {
            return false;
        }

        for (int i = 0; i < Names.Length; i++)
        {
            (int start, int end) = path[^(i + 1)];
            if (!text[start..end].SequenceEqual(Names[i]))
            {
                return false;
            }
        }

        return true;
    }
}
