using PhiLens.Pipeline.Redaction.Json;
using PhiLens.Pipeline.Redaction.Structures;
using PhiLens.Pipeline.Redaction.Structures.Hl7;
using PhiLens.Pipeline.Redaction.Structures.X12;
using PhiLens.Pipeline.Redaction.Structures.Xml;
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
        if (StructureLook.MayHold(text))
        {
            ScanStructures(pass, text, hints);
        }
        else
        {
            TextScanner.Scan(pass, text, hints);
        }
    }

    /// <summary>Claims what rules name in a text that may hold structures.</summary>
    /// <param name="pass">Takes the claims, in positions of the text.</param>
    /// <param name="text">The text, without the escapes of whatever it stands in.</param>
    /// <param name="hints">What the text's own key says about it.</param>
    internal static void ScanStructures(RedactionPass pass, ReadOnlySpan<byte> text, Hints hints)
    {
        int done = ScanDocuments(pass, text, hints);
        if (done == text.Length)
        {
            return;
        }

        int from = done;
        var finder = new StructureFinder(text);
        while (finder.TryNext(from, out StructureKind kind, out int start))
        {
            int mark = pass.Edits.Count;
            if (!TryWalk(pass, kind, text[start..], hints, out int length) || length == 0)
            {
                pass.Edits.TruncateTo(mark);
                finder.Fail(kind);
                from = start + 1;
                continue;
            }

            pass.Edits.Shift(mark, start);
            ScanText(pass, text, done, start, hints);
            done = from = start + length;
        }

        ScanText(pass, text, done, text.Length, hints);
    }

    /// <summary>
    /// Walks the documents that a text begins with, arrays of numbers among them, which nothing else tells.
    /// </summary>
    /// <returns>Where the rest begins.</returns>
    private static int ScanDocuments(RedactionPass pass, ReadOnlySpan<byte> text, Hints hints)
    {
        int done = 0;
        while (FirstLook.IsJson(text[done..]))
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

        return done;
    }

    private static bool TryWalk(
        RedactionPass pass, StructureKind kind, ReadOnlySpan<byte> text, Hints hints, out int length) => kind switch
        {
            StructureKind.Json => JsonWalker.TryWalk(pass, text, hints, out length),
            StructureKind.Xml => XmlWalker.TryWalk(pass, text, out length),
            StructureKind.Hl7 => Hl7Walker.TryWalk(pass, text, out length),
            _ => X12Walker.TryWalk(pass, text, out length),
        };

    private static void ScanText(RedactionPass pass, ReadOnlySpan<byte> text, int start, int end, Hints hints)
    {
        if (start < end)
        {
            int mark = pass.Edits.Count;
            TextScanner.Scan(pass, text[start..end], hints);
            pass.Edits.Shift(mark, start);
        }
    }
}
