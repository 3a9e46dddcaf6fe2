using PhiLens.Pipeline.Redaction.Text;

namespace PhiLens.Pipeline.Redaction.Structures;

/// <summary>Looks at a part of a structure that no rule names.</summary>
internal static class PartScanner
{
    /// <summary>
    /// Scans a part as text, or by its own structure when it has one: JSON in an observation, HL7 in an element of XML.
    /// How deep structures may stand in each other is bounded, because each level looks at its bytes once more.
    /// </summary>
    /// <param name="pass">Takes the claims, in positions of the text.</param>
    /// <param name="text">The text.</param>
    /// <param name="part">The part.</param>
    /// <param name="hints">What the part's own key says about it.</param>
    internal static void Scan(RedactionPass pass, ReadOnlySpan<byte> text, Part part, Hints hints)
    {
        int mark = pass.Edits.Count;
        ReadOnlySpan<byte> own = text[part.Start..part.End];
        if (StructureFinder.TryFind(own, out _, out _) && pass.TryEnter(0, out _))
        {
            ValueScanner.Scan(pass, own, hints);
            pass.Leave();
        }
        else
        {
            TextScanner.Scan(pass, own, hints);
        }

        pass.Edits.Shift(mark, part.Start);
    }
}
