namespace PhiLens.Bench.Corpora.Scoring;

/// <summary>Counts of redactions of one type.</summary>
public sealed class Precision
{
    /// <summary>Redactions that touch a value of this type.</summary>
    public long Right { get; set; }

    /// <summary>Redactions that call themselves this type and touch no value at all.</summary>
    public long Wrong { get; set; }

    public double Share => Right + Wrong == 0 ? 1 : (double)Right / (Right + Wrong);
}
