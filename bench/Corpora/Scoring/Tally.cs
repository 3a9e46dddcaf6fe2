namespace PhiLens.Bench.Corpora.Scoring;

/// <summary>Counts for one type of PHI and one way to find it.</summary>
public sealed class Tally
{
    /// <summary>Values that must go.</summary>
    public long Values { get; set; }

    /// <summary>Values that are still to be read in the output, whole or for the greater part.</summary>
    public long Leaked { get; set; }

    public double Recall => Values == 0 ? 1 : 1 - (double)Leaked / Values;
}
