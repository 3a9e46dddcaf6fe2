namespace PhiLens.Pipeline.Redaction.Structures.Hl7;

/// <summary>Walks HL7 version 2 messages and claims what rules name in them.</summary>
internal static class Hl7Walker
{
    private const byte StartBlock = 0x0B;

    /// <summary>The first message in a text, or the first segment that tells who somebody is.</summary>
    /// <returns>Where its <c>MSH</c> or the segment stands; -1 when there is none.</returns>
    internal static int Find(ReadOnlySpan<byte> text)
    {
        int header = FindHeader(text);
        return header >= 0 ? header : FindSegment(text);
    }

    /// <summary>Whether a text begins with a segment that tells who somebody is.</summary>
    internal static bool BeginsWithSegment(ReadOnlySpan<byte> text)
    {
        int start = !text.IsEmpty && text[0] == StartBlock ? 1 : 0;
        return Hl7Separators.TryGuess(text[start..], out _);
    }

    private static int FindHeader(ReadOnlySpan<byte> text)
    {
        int at = 0;
        while (true)
        {
            int found = text[at..].IndexOf("MSH"u8);
            if (found < 0)
            {
                return -1;
            }

            at += found;
            if (IsStart(text, at) && Hl7Separators.TryRead(text[at..], out _))
            {
                return at;
            }

            at += Hl7Segments.NameLength;
        }
    }

    /// <summary>Claims what rules name in a message, and has the rest scanned as text.</summary>
    /// <param name="pass">Takes the claims.</param>
    /// <param name="text">A text that begins with a message, with or without the start byte of MLLP.</param>
    /// <param name="consumed">Behind its last segment, and the end of line behind that.</param>
    /// <returns>False when it is no message.</returns>
    internal static bool TryWalk(RedactionPass pass, ReadOnlySpan<byte> text, out int consumed)
    {
        consumed = 0;
        int at = !text.IsEmpty && text[0] == StartBlock ? 1 : 0;
        if (!Hl7Separators.TryRead(text[at..], out Hl7Separators separators)
            && !Hl7Separators.TryGuess(text[at..], out separators))
        {
            return false;
        }

        int mark = pass.Edits.Count;
        consumed = WalkSegments(pass, text, at, separators);
        separators.All.KeepOut(pass, mark);
        return true;
    }

    /// <summary>
    /// A log that holds a line for each segment parts them from their header. At the beginning of a line a segment may
    /// have any separator, behind other text the usual one.
    /// </summary>
    private static int FindSegment(ReadOnlySpan<byte> text)
    {
        if (BeginsWithSegment(text))
        {
            return text[0] == StartBlock ? 1 : 0;
        }

        int at = text.IndexOf((byte)'|') - Hl7Segments.NameLength;
        return at > 0 && IsStart(text, at) && Hl7Separators.TryGuess(text[at..], out _) ? at : -1;
    }

    /// <summary>Nothing of a word may stand before it; the letter of a <c>\r</c> or <c>\n</c> may.</summary>
    private static bool IsStart(ReadOnlySpan<byte> text, int at) => at == 0
        || !char.IsAsciiLetterOrDigit((char)text[at - 1])
        || (at >= 2 && text[at - 1] is (byte)'r' or (byte)'n' && text[at - 2] == '\\');

    private static int WalkSegments(RedactionPass pass, ReadOnlySpan<byte> text, int at, in Hl7Separators separators)
    {
        var segment = new Hl7Segment(pass, text, separators);
        while (true)
        {
            int end = Hl7Lines.FindEnd(text, at, separators.Field, out int next);
            segment.Walk(at, end);
            if (!TryFindNext(text, next, separators.Field, out int following) || IsHeader(text, following))
            {
                return Math.Min(next, following);
            }

            // What stands between two segments is a field with line breaks in it that should have been escapes.
            PartScanner.Scan(pass, text, new Part(next, following), Hints.None);
            at = following;
        }
    }

    /// <summary>The next segment: at once, or behind lines that are none.</summary>
    private static bool TryFindNext(ReadOnlySpan<byte> text, int next, byte fieldSeparator, out int following)
    {
        following = next;
        while (following < text.Length)
        {
            if (Hl7Lines.IsSegment(text, following, fieldSeparator))
            {
                return true;
            }

            Hl7Lines.FindEnd(text, following, fieldSeparator, out following);
        }

        return false;
    }

    private static bool IsHeader(ReadOnlySpan<byte> text, int at) => text[at..].StartsWith("MSH"u8);
}
