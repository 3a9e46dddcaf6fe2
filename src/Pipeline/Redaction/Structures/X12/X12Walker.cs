namespace PhiLens.Pipeline.Redaction.Structures.X12;

/// <summary>Walks X12 interchanges and claims what rules name in them.</summary>
internal static class X12Walker
{
    /// <summary>The first interchange in a text.</summary>
    /// <returns>Where its <c>ISA</c> stands; -1 when there is none.</returns>
    internal static int Find(ReadOnlySpan<byte> text)
    {
        int at = 0;
        while (true)
        {
            int found = text[at..].IndexOf("ISA"u8);
            if (found < 0)
            {
                return -1;
            }

            at += found;
            if (IsStart(text, at) && X12Separators.TryRead(text[at..], out _))
            {
                return at;
            }

            at += 3;
        }
    }

    /// <summary>Claims what rules name in an interchange, and has the rest scanned as text.</summary>
    /// <param name="pass">Takes the claims.</param>
    /// <param name="text">A text that begins with an interchange.</param>
    /// <param name="consumed">Behind its IEA segment, or the end of the text when that is missing.</param>
    /// <returns>False when it is no interchange.</returns>
    internal static bool TryWalk(RedactionPass pass, ReadOnlySpan<byte> text, out int consumed)
    {
        consumed = 0;
        if (!X12Separators.TryRead(text, out X12Separators separators))
        {
            return false;
        }

        int mark = pass.Edits.Count;
        var segment = new X12Segment(pass, text, separators);
        int at = separators.HeaderLength;
        bool isLast = false;
        while (at < text.Length && !isLast)
        {
            at = SkipBreaks(text, at, separators);
            int length = text[at..].IndexOf(separators.Terminator);
            int end = length < 0 ? text.Length : at + length;
            isLast = segment.Walk(new Part(at, end));
            at = end;
        }

        consumed = at < text.Length ? at + 1 : at;
        separators.Structural.KeepOut(pass, mark);
        return true;
    }

    /// <summary>Nothing of a word may stand before it; the letter of a <c>\r</c> or <c>\n</c> may.</summary>
    private static bool IsStart(ReadOnlySpan<byte> text, int at) => at == 0
        || !char.IsAsciiLetterOrDigit((char)text[at - 1])
        || (at >= 2 && text[at - 1] is (byte)'r' or (byte)'n' && text[at - 2] == '\\');

    /// <summary>
    /// Behind a terminator and what may stand between segments: blanks, line ends, and their letters.
    /// </summary>
    private static int SkipBreaks(ReadOnlySpan<byte> text, int at, in X12Separators separators)
    {
        at += separators.IsLiteral ? 2 : 1;
        while (at < text.Length)
        {
            bool isLetters = at + 1 < text.Length && text[at] == '\\' && text[at + 1] is (byte)'r' or (byte)'n';
            bool isBlank = text[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';
            if (!isLetters && !isBlank && text[at] != separators.Terminator)
            {
                break;
            }

            at += isLetters ? 2 : 1;
        }

        return Math.Min(at, text.Length);
    }
}
