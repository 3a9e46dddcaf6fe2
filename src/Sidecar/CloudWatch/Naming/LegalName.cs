using System.Buffers;
using System.Text;

namespace PhiLens.Sidecar.CloudWatch.Naming;

/// <summary>What CloudWatch Logs takes as the name of a log group or stream.</summary>
internal static class LegalName
{
    /// <summary>The longest name of a group or stream, in characters (CreateLogGroup, CreateLogStream).</summary>
    public const int MaxLength = 512;

    /// <summary>What names a thing whose values are all empty.</summary>
    private const string Nameless = "_";

    private static readonly SearchValues<char> LegalInGroup = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_/#");

    /// <summary>Whether a name may have a character.</summary>
    /// <param name="c">The character.</param>
    /// <param name="kind">What is named.</param>
    public static bool IsLegal(char c, StreamTemplateKind kind) => kind == StreamTemplateKind.Group
        ? LegalInGroup.Contains(c)
        : c is not (':' or '*') && !char.IsControl(c);

    /// <summary>Adds a value to a name, with another character for each that is illegal.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value.</param>
    /// <param name="kind">What is named.</param>
    /// <param name="instead">Stands for an illegal character.</param>
    public static void Append(StringBuilder name, string value, StreamTemplateKind kind, char instead)
    {
        foreach (Rune rune in value.EnumerateRunes())
        {
            bool legal = rune.IsBmp
                ? IsLegal((char)rune.Value, kind) && rune != Rune.ReplacementChar
                : kind == StreamTemplateKind.Stream;
            name.Append(legal ? rune.ToString() : instead);
        }
    }

    /// <summary>The name, cut to the longest legal length without splitting a character of two code units.</summary>
    /// <param name="name">The name; an empty one becomes an underscore.</param>
    public static string Cut(StringBuilder name)
    {
        if (name.Length <= MaxLength)
        {
            return name.Length == 0 ? Nameless : name.ToString();
        }

        return name.ToString(0, char.IsHighSurrogate(name[MaxLength - 1]) ? MaxLength - 1 : MaxLength);
    }
}
