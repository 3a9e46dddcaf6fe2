using System.Buffers;
using System.Text;
using PhiLens.Pipeline.Redaction.FieldSets;

namespace PhiLens.Pipeline.Redaction.Keys;

/// <summary>
/// Takes names of fields apart. Case, hyphens, underscores, blanks, dots, brackets, quotes and the marks
/// <c>@ # $</c> do not count; nor do characters that cannot be seen. A word begins behind one of those, at a capital after a small
/// letter, at the last capital of several before a small letter, and at a change between letters and digits.
/// </summary>
internal static class NameSplitter
{
    /// <summary>What is longer is looked at up to here: no rule names more.</summary>
    internal const int Longest = 256;

    /// <summary>Words beyond this count as part of the last one.</summary>
    internal const int MostWords = 24;

    /// <summary>Takes a name apart.</summary>
    /// <param name="name">UTF-8; bytes that are not count as U+FFFD.</param>
    /// <param name="text">Room for <see cref="Longest"/> characters.</param>
    /// <param name="starts">Room for <see cref="MostWords"/> beginnings.</param>
    internal static SplitName Split(ReadOnlySpan<byte> name, Span<char> text, Span<int> starts)
    {
        int length = 0;
        int words = 0;
        Kind before = Kind.Gap;
        while (!name.IsEmpty && length < Longest - 1)
        {
            bool isRune = Rune.DecodeFromUtf8(name, out Rune rune, out int bytes) == OperationStatus.Done;
            name = name[bytes..];
            Kind kind = isRune ? KindOf(rune) : Kind.Small;
            if (kind == Kind.Unseen)
            {
                continue;
            }

            if (kind != Kind.Gap)
            {
                bool isLastCapital = before == Kind.Capital && kind == Kind.Capital && IsSmall(name);
                bool isWord = isLastCapital || IsStart(before, kind);
                if (isWord && words < MostWords && (words == 0 || starts[words - 1] < length))
                {
                    starts[words++] = length;
                }

                length += Rune.ToLowerInvariant(rune).EncodeToUtf16(text[length..]);
            }

            before = kind;
        }

        return new SplitName(text[..length], starts[..words]);
    }

    /// <summary>A name as it is compared.</summary>
    internal static string Normalise(ReadOnlySpan<byte> name)
    {
        Span<char> text = stackalloc char[Longest];
        Span<int> starts = stackalloc int[MostWords];
        return Split(name, text, starts).Text.ToString();
    }

    private static bool IsStart(Kind before, Kind kind) => before switch
    {
        Kind.Gap => true,
        Kind.Digit => kind != Kind.Digit,
        Kind.Small => kind is Kind.Capital or Kind.Digit,
        _ => kind == Kind.Digit,
    };

    private static bool IsSmall(ReadOnlySpan<byte> rest) => !rest.IsEmpty && rest[0] is >= (byte)'a' and <= (byte)'z';

    private static Kind KindOf(Rune rune)
    {
        if (rune.IsAscii)
        {
            return (char)rune.Value switch
            {
                >= 'a' and <= 'z' => Kind.Small,
                >= 'A' and <= 'Z' => Kind.Capital,
                >= '0' and <= '9' => Kind.Digit,
                '-' or '_' or ' ' or '.' or '\t' or '[' or ']' or '"' or '\'' or '@' or '#' or '$' => Kind.Gap,
                _ => Kind.Small,
            };
        }

        return rune.Value switch
        {
            0xA0 or 0x2010 or 0x2011 or 0x2013 => Kind.Gap,
            0xAD or (>= 0x200B and <= 0x200D) or 0x2060 or 0xFEFF => Kind.Unseen,
            _ => Rune.IsUpper(rune) ? Kind.Capital : Rune.IsDigit(rune) ? Kind.Digit : Kind.Small,
        };
    }

    private enum Kind
    {
        Gap,
        Unseen,
        Small,
        Capital,
        Digit,
    }
}
