using System.Buffers;

namespace PhiLens.Pipeline.Redaction.Structures.Xml;

/// <summary>Names of elements and attributes.</summary>
internal static class XmlNames
{
    private static readonly SearchValues<byte> NameBytes = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:"u8);

    internal static bool IsBlank(byte value) => value is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    /// <summary>Whether a name can begin with a byte.</summary>
    internal static bool CanBegin(byte value) => char.IsAsciiLetter((char)value) || value is (byte)'_' or >= 0x80;

    /// <summary>Behind the name at a position.</summary>
    internal static int EndOf(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length)
        {
            int length = text[at..].IndexOfAnyExcept(NameBytes);
            at = length < 0 ? text.Length : at + length;
            if (at == text.Length || text[at] < 0x80)
            {
                break;
            }

            at++;
        }

        return at;
    }

    /// <summary>The part of a name behind its namespace's prefix.</summary>
    internal static Part Local(ReadOnlySpan<byte> text, Part name)
    {
        int colon = text[name.Start..name.End].IndexOf((byte)':');
        return colon < 0 ? name : new Part(name.Start + colon + 1, name.End);
    }

    /// <summary>Behind the blanks at a position.</summary>
    internal static int SkipBlanks(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length && IsBlank(text[at]))
        {
            at++;
        }

        return at;
    }

    /// <summary>A part without the blanks around it.</summary>
    internal static Part Trim(ReadOnlySpan<byte> text, Part part)
    {
        int start = Math.Min(part.End, SkipBlanks(text, part.Start));
        int end = part.End;
        while (end > start && IsBlank(text[end - 1]))
        {
            end--;
        }

        return new Part(start, end);
    }
}
