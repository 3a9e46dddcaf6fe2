using PhiLens.Pipeline.Redaction.Json;
using PhiLens.Pipeline.Redaction.Text;

namespace PhiLens.Pipeline.Redaction;

/// <summary>
/// Looks at a text whose form is not known yet: a whole record, or what a string within one holds. Finds its structure,
/// and lets the structure's own walker claim what rules name; what is no structure, or a broken one, is looked at as
/// text, so that nothing passes unseen.
/// </summary>
internal static class ValueScanner
{
    /// <summary>Claims what rules name in a text.</summary>
    /// <param name="pass">Takes the claims, in positions of the text.</param>
    /// <param name="text">The text, without the escapes of whatever it stands in.</param>
    /// <param name="hints">What the text's own key says about it.</param>
    internal static void Scan(RedactionPass pass, ReadOnlySpan<byte> text, Hints hints)
    {
        int done = 0;
        while (JsonWalker.IsJson(text[done..]))
        {
            int mark = pass.Edits.Count;
            if (!JsonWalker.TryWalk(pass, text[done..], hints, out int length))
            {
                pass.Edits.TruncateTo(mark);
                break;
            }

            pass.Edits.Shift(mark, done);
            done += length;
        }

        if (done < text.Length)
        {
            int mark = pass.Edits.Count;
            TextScanner.Scan(pass, text[done..], hints);
            pass.Edits.Shift(mark, done);
        }
    }
}
