namespace PhiLens.Bench.Corpora.People;

/// <summary>
/// The time within corpora. It does not follow the real one, so that a seed gives the same bytes for ever.
/// </summary>
public static class CorpusClock
{
    public static readonly DateOnly Today = new(2026, 3, 9);

    public static readonly DateTime Start = new(2026, 3, 9, 6, 30, 0, DateTimeKind.Utc);
}
