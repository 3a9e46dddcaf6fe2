namespace PhiLens.Pipeline.Redaction.Text;

/// <summary>One text and the pass that takes the claims on it.</summary>
/// <param name="pass">Takes the claims.</param>
/// <param name="text">The text.</param>
internal readonly ref struct TextScan(RedactionPass pass, ReadOnlySpan<byte> text)
{
    /// <summary>How many of the last claims are compared with one that may have been made before.</summary>
    private const int Compared = 24;

    /// <summary>Claims before this one are in positions of other texts.</summary>
    private readonly int _mark = pass.Edits.Count;

    internal RedactionPass Pass { get; } = pass;

    internal ReadOnlySpan<byte> Text { get; } = text;

    internal bool Runs(Detector detector) => Pass.Rules.Runs(detector);

    /// <summary>
    /// Claims a span for a detector's rule; one that ends before it starts is none, nor one that ends at 0: a detector
    /// that found nothing may have begun to look before the text's first byte.
    /// </summary>
    internal void Claim(Detector detector, int start, int end)
    {
        if (end > 0 && start < end)
        {
            Pass.Claim(Text, start, end, Pass.Rules.RuleOf(detector));
        }
    }

    /// <summary>Claims a span that a neighbouring keyword may have claimed already.</summary>
    /// <returns>False when it ends before it starts.</returns>
    internal bool ClaimOnce(Detector detector, int start, int end)
    {
        int rule = Pass.Rules.RuleOf(detector);
        foreach (ref readonly Edit edit in Pass.Edits.From(Math.Max(_mark, Pass.Edits.Count - Compared)))
        {
            if (edit.Start == start && edit.End == end && edit.Rule == rule)
            {
                return true;
            }
        }

        Claim(detector, start, end);
        return start < end;
    }
}
