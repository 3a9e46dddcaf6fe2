namespace PhiLens.Bench.Corpora.Scoring;

/// <summary>Bytes of the original and what stands in their place after redaction.</summary>
public readonly record struct Change(int Start, int Length, int NewStart, int NewLength)
{
    public int End => Start + Length;

    public int NewEnd => NewStart + NewLength;

    /// <summary>
    /// Whether it touches a range of the original; what was only inserted touches what it stands before.
    /// </summary>
    public bool Touches(int start, int length) => Start < start + length && start < Math.Max(End, Start + 1);
}
