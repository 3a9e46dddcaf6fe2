using PhiLens.Pipeline.Redaction.Text;

namespace PhiLens.Pipeline.Redaction.Layers;

/// <summary>
/// Looks at what stands behind escapes: percent encoding, entities of HTML, escapes of JSON, and characters that look
/// like ASCII or are not seen at all. A copy of the text without them is scanned, and again while that changes
/// something; claims on it are moved to where the bytes stand in the text itself.
/// </summary>
internal static class LayerScanner
{
    /// <summary>How often a text is unfolded: <c>%2540</c> is two layers.</summary>
    internal const int DeepestLayer = 4;

    /// <summary>Claims what rules name behind the escapes of a text.</summary>
    /// <param name="pass">Takes the claims, in positions of the text.</param>
    /// <param name="text">The text.</param>
    /// <param name="hints">What the text's own key says about it.</param>
    /// <param name="depth">1 for a text as it was given.</param>
    internal static void Scan(RedactionPass pass, ReadOnlySpan<byte> text, Hints hints, int depth)
    {
        int first = Unfolder.FirstChange(text);
        if (first < 0 || depth > DeepestLayer || !pass.TryEnter(text.Length, out Span<byte> copy))
        {
            return;
        }

        int length = Unfolder.Copy(text, first, copy);
        int mark = pass.Edits.Count;
        ReadOnlySpan<byte> unfolded = copy[..length];
        if (TextScanner.Walk(pass, unfolded, hints))
        {
            Scan(pass, unfolded, hints, depth + 1);
        }

        if (pass.Edits.Count > mark)
        {
            PlaceMap.Move(text, pass.Edits.From(mark));
        }

        pass.Leave();
    }
}
