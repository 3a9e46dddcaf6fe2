namespace PhiLens.Bench.Corpora.Scoring;

/// <summary>Lines without PHI, and those of them that a redactor changed.</summary>
public sealed class Damage
{
    public long Lines { get; private set; }

    /// <summary>Numbers of the changed lines, from 1.</summary>
    public List<long> Changed { get; } = [];

    public double Rate => Lines == 0 ? 0 : (double)Changed.Count / Lines;

    public void Line(ReadOnlySpan<byte> original, ReadOnlySpan<byte> redacted)
    {
        Lines++;
        if (!original.SequenceEqual(redacted))
        {
            Changed.Add(Lines);
        }
    }
}
