namespace PhiLens.Pipeline.Redaction.Structures;

/// <summary>
/// Looks at a text behind escapes: decodes it, lets it be scanned, and moves the claims to where the bytes stand in the
/// text with its escapes. A claim on a part of what one escape stands for takes the whole escape.
/// </summary>
internal static class EscapedText
{
    /// <summary>The longest escape; an end that does not come within it is none.</summary>
    internal const int LongestEscape = 256;

    private static readonly Comparison<Edit> ByStart = static (one, other) => one.Start.CompareTo(other.Start);
    private static readonly Comparison<Edit> ByEnd = static (one, other) => one.End.CompareTo(other.End);

    /// <summary>Scans a part of a text.</summary>
    /// <typeparam name="T">The structure's escapes.</typeparam>
    /// <param name="pass">Takes the claims, in positions of the text.</param>
    /// <param name="text">The text.</param>
    /// <param name="part">The part.</param>
    /// <param name="hints">What the part's own key says about it.</param>
    /// <param name="escapes">Its escapes.</param>
    internal static void Scan<T>(
        RedactionPass pass, ReadOnlySpan<byte> text, Part part, Hints hints, in T escapes)
        where T : struct, IEscapes
    {
        ReadOnlySpan<byte> raw = text[part.Start..part.End];
        if (!raw.Contains(escapes.Lead) || !pass.TryEnter(raw.Length, out Span<byte> place))
        {
            PartScanner.Scan(pass, text, part, hints);
            return;
        }

        int mark = pass.Edits.Count;
        int length = Decode(raw, place, escapes);
        ValueScanner.Scan(pass, place[..length], hints);
        pass.Leave();
        MapBack(pass.Edits.From(mark), raw, escapes);
        pass.Edits.Shift(mark, part.Start);
    }

    /// <summary>Claims a part of a text whole, by what it means without its escapes.</summary>
    /// <typeparam name="T">The structure's escapes.</typeparam>
    /// <param name="pass">Takes the claim, in positions of the text.</param>
    /// <param name="text">The text.</param>
    /// <param name="part">The part.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="escapes">Its escapes.</param>
    internal static void Claim<T>(RedactionPass pass, ReadOnlySpan<byte> text, Part part, int rule, in T escapes)
        where T : struct, IEscapes
    {
        ReadOnlySpan<byte> raw = text[part.Start..part.End];
        if (!raw.Contains(escapes.Lead) || !pass.TryEnter(raw.Length, out Span<byte> place))
        {
            pass.Claim(text, part.Start, part.End, rule);
            return;
        }

        int mark = pass.Edits.Count;
        int length = Decode(raw, place, escapes);
        pass.Claim(place[..length], 0, length, rule);
        pass.Leave();
        foreach (ref Edit edit in pass.Edits.From(mark))
        {
            (edit.Start, edit.End) = (part.Start, part.End);
        }
    }

    /// <summary>Writes what a text means.</summary>
    /// <typeparam name="T">The structure's escapes.</typeparam>
    /// <param name="raw">The text with its escapes.</param>
    /// <param name="place">Room for as many bytes.</param>
    /// <param name="escapes">Its escapes.</param>
    /// <returns>How many bytes were written.</returns>
    internal static int Decode<T>(ReadOnlySpan<byte> raw, Span<byte> place, in T escapes)
        where T : struct, IEscapes
    {
        int length = 0;
        while (!raw.IsEmpty)
        {
            int plain = raw.IndexOf(escapes.Lead);
            plain = plain < 0 ? raw.Length : plain;
            raw[..plain].CopyTo(place[length..]);
            length += plain;
            raw = raw[plain..];
            if (!raw.IsEmpty)
            {
                int taken = escapes.Decode(raw, place[length..], out int written);
                length += written;
                raw = raw[taken..];
            }
        }

        return length;
    }

    /// <summary>
    /// Moves claims from what a text means to the text. Sorted first, so that one walk over the text is enough however
    /// many there are.
    /// </summary>
    /// <typeparam name="T">The structure's escapes.</typeparam>
    /// <param name="edits">The claims.</param>
    /// <param name="raw">The text with its escapes.</param>
    /// <param name="escapes">Its escapes.</param>
    internal static void MapBack<T>(Span<Edit> edits, ReadOnlySpan<byte> raw, in T escapes)
        where T : struct, IEscapes
    {
        if (edits.IsEmpty)
        {
            return;
        }

        // Ends first: the starts of the decoded text are still there to be sorted by afterwards, and the other way
        // round.
        edits.Sort(ByEnd);
        var ends = new EscapeWalk(raw);
        foreach (ref Edit edit in edits)
        {
            edit.End = ends.EndOf(edit.End, escapes);
        }

        edits.Sort(ByStart);
        var starts = new EscapeWalk(raw);
        foreach (ref Edit edit in edits)
        {
            edit.Start = starts.StartOf(edit.Start, escapes);
        }
    }
}
