using PhiLens.Pipeline.Redaction.Layers;
using PhiLens.Pipeline.Redaction.Text.Walks;

namespace PhiLens.Pipeline.Redaction.Text;

/// <summary>
/// Claims what rules name in a text that has no structure, or whose structure is broken. One walk over its words and
/// numbers: 64 bytes at a time are classed at once, and only where a word or number begins, or a byte stands that parts
/// a name from a value, is anything asked. Most words and numbers are passed over after one look.
/// </summary>
internal static class TextScanner
{
    /// <summary>Claims what rules name in a text, and in what stands behind escapes in it.</summary>
    /// <param name="pass">Takes the claims, in positions of the text.</param>
    /// <param name="text">The text.</param>
    /// <param name="hints">What the text's own key says about it.</param>
    internal static void Scan(RedactionPass pass, ReadOnlySpan<byte> text, Hints hints)
    {
        bool hasEscapes = Walk(pass, text, hints);
        if (hasEscapes)
        {
            LayerScanner.Scan(pass, text, hints, depth: 1);
        }

        if (pass.Rules.ReadsBase64)
        {
            Base64Layer.Scan(pass, text);
        }
    }

    /// <summary>Claims what rules name in a text as it is written.</summary>
    /// <returns>Whether something may stand behind escapes in it.</returns>
    internal static bool Walk(RedactionPass pass, ReadOnlySpan<byte> text, Hints hints)
    {
        if (!pass.Rules.Patterns.IsEmpty)
        {
            pass.Rules.Patterns.Scan(pass, text);
        }

        var scan = new TextScan(pass, text);
        if (!hints.IsEmpty)
        {
            ContextWalk.Value(scan, 0, text.Length, hints);
        }

        var walk = new BlockWalk(scan);
        return walk.Run();
    }
}
