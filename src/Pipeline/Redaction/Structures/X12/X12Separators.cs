namespace PhiLens.Pipeline.Redaction.Structures.X12;

/// <summary>
/// The separators of an interchange. ISA has 16 elements of fixed width, 106 bytes with its terminator: the byte behind
/// <c>ISA</c> parts elements, ISA11 repetitions (from version 5010 on), ISA16 components, and the byte behind ISA16
/// ends segments. The elements are counted, not measured, because logs squeeze blanks.
/// </summary>
internal readonly struct X12Separators
{
    private const int Elements = 16;
    private const int RepetitionElement = 11;

    /// <summary>No envelope is longer; the fixed one has 106 bytes.</summary>
    private const int LongestHeader = 160;

    internal byte Element { get; private init; }

    internal byte Component { get; private init; }

    /// <summary>0 when none is declared.</summary>
    internal byte Repetition { get; private init; }

    internal byte Terminator { get; private init; }

    /// <summary>Whether segments end with the two characters <c>\n</c> or <c>\r</c>.</summary>
    internal bool IsLiteral { get; private init; }

    /// <summary>Behind ISA16; the terminator stands there.</summary>
    internal int HeaderLength { get; private init; }

    /// <summary>
    /// What nothing may be written with. The separator of components is not among them: it is usually the colon, which
    /// every token has, and an element that has no components is not parted by it.
    /// </summary>
    internal ByteSet Structural
    {
        get
        {
            var all = default(ByteSet);
            all.Add(Element);
            all.Add(Terminator);
            return all;
        }
    }

    /// <summary>Reads the separators of an interchange.</summary>
    /// <param name="text">A text that begins with <c>ISA</c>.</param>
    /// <param name="separators">Its separators.</param>
    internal static bool TryRead(ReadOnlySpan<byte> text, out X12Separators separators)
    {
        separators = default;
        if (text.Length < 8 || !text.StartsWith("ISA"u8) || !IsSeparator(text[3]) || text[6] != text[3])
        {
            return false;
        }

        byte element = text[3];
        byte repetition = 0;
        int at = 3;
        for (int number = 1; number <= Elements; number++)
        {
            int start = at + 1;
            int length = number == Elements
                ? 1
                : text[start..Math.Min(text.Length, LongestHeader)].IndexOf(element);
            if (length < 0 || start >= text.Length)
            {
                return false;
            }

            repetition = number == RepetitionElement && length == 1 && IsSeparator(text[start])
                ? text[start]
                : repetition;
            at = start + length;
        }

        bool isLiteral = at + 1 < text.Length && text[at] == '\\' && text[at + 1] is (byte)'n' or (byte)'r';
        separators = new X12Separators
        {
            Element = element,
            Repetition = repetition,
            Component = text[at - 1],
            Terminator = at < text.Length ? text[at] : (byte)'~',
            IsLiteral = isLiteral,
            HeaderLength = at,
        };
        return IsSeparator(separators.Component) && !char.IsAsciiLetterOrDigit((char)separators.Terminator)
            && separators.Terminator != element && separators.Component != element;
    }

    private static bool IsSeparator(byte value) =>
        value is >= 0x1C and < 0x7F && value != ' ' && !char.IsAsciiLetterOrDigit((char)value);
}
