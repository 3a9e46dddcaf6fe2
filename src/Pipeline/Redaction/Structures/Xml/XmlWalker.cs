namespace PhiLens.Pipeline.Redaction.Structures.Xml;

/// <summary>Walks XML elements and documents and claims what rules name in them.</summary>
internal static class XmlWalker
{
    /// <summary>Elements may stand as deep in each other; what is deeper is looked at as text.</summary>
    internal const int Deepest = 128;

    /// <summary>
    /// The first thing in a text that may be XML: a tag or a declaration that an end tag comes behind.
    /// </summary>
    /// <returns>Where it stands; -1 when there is none.</returns>
    internal static int Find(ReadOnlySpan<byte> text)
    {
        for (int at = 0; ; at++)
        {
            int found = text[at..].IndexOf((byte)'<');
            if (found < 0)
            {
                return -1;
            }

            at += found;
            if (IsStart(text[at..]))
            {
                return HasEndTag(text[at..]) ? at : -1;
            }
        }
    }

    /// <summary>Claims what rules name in an element, and has the rest scanned as text.</summary>
    /// <param name="pass">Takes the claims.</param>
    /// <param name="text">A text that begins with an element, or with what may stand before it.</param>
    /// <param name="consumed">Behind the element.</param>
    /// <returns>
    /// False when it is malformed or too deep; then nothing is claimed. A document that is only cut off is none of
    /// both, as long as it can be told from a text with angle brackets.
    /// </returns>
    internal static bool TryWalk(RedactionPass pass, ReadOnlySpan<byte> text, out int consumed)
    {
        int mark = pass.Edits.Count;
        Span<XmlLevel> levels = stackalloc XmlLevel[Deepest];
        Span<(int Start, int End)> path = stackalloc (int Start, int End)[Deepest];
        var walk = new XmlWalk(text, new XmlContent(pass, text, levels, path));
        if (walk.TryRun(out consumed))
        {
            return true;
        }

        pass.Edits.TruncateTo(mark);
        consumed = 0;
        return false;
    }

    /// <summary>An opening tag, or the declaration, a comment or the document type before it.</summary>
    private static bool IsStart(ReadOnlySpan<byte> text)
    {
        if (text.Length < 3 || text[1] is (byte)'!' or (byte)'?')
        {
            return text.StartsWith("<?xml"u8) || text.StartsWith("<!--"u8) || text.StartsWith("<!DOCTYPE"u8);
        }

        int end = XmlNames.CanBegin(text[1]) ? XmlNames.EndOf(text, 1) : text.Length;
        return end < text.Length && (XmlNames.IsBlank(text[end]) || text[end] is (byte)'/' or (byte)'>');
    }

    private static bool HasEndTag(ReadOnlySpan<byte> text)
    {
        for (int at = 1; at < text.Length; at++)
        {
            int found = text[at..].IndexOf((byte)'/');
            if (found < 0)
            {
                return false;
            }

            at += found;
            if (text[at - 1] == '<' || (at + 1 < text.Length && text[at + 1] == '>'))
            {
                return true;
            }
        }

        return false;
    }
}
