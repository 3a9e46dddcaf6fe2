namespace PhiLens.Pipeline.Redaction.Text;

/// <summary>Claims what rules name in a text that has no structure, or whose structure is broken.</summary>
internal static class TextScanner
{
    /// <summary>Claims what rules name in a text.</summary>
    /// <param name="pass">Takes the claims, in positions of the text.</param>
    /// <param name="text">The text.</param>
    /// <param name="hints">What the text's own key says about it.</param>
    internal static void Scan(RedactionPass pass, ReadOnlySpan<byte> text, Hints hints)
    {
        _ = (pass, hints);
        _ = text;
    }
}
