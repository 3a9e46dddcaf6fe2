namespace PhiLens.LocalAws.Faults;

/// <summary>A rule in force, with what it has met so far. The book's lock guards it.</summary>
internal sealed class ActiveFault(int id, FaultRule rule)
{
    private readonly Random _random = rule.Seed is { } seed ? new Random(seed) : new Random();

    public int Id { get; } = id;

    public FaultRule Rule { get; } = rule;

    /// <summary>Requests that fitted the rule.</summary>
    public int Matched { get; private set; }

    /// <summary>Requests that it befell.</summary>
    public int Hits { get; private set; }

    public bool IsSpent => Rule.Count is { } count && Hits >= count;

    /// <summary>Meets a fitting request; says whether the fault strikes.</summary>
    public bool Strikes()
    {
        if (IsSpent)
        {
            return false;
        }

        Matched++;
        if (Matched <= Rule.Skip || (Rule.Probability < 1 && _random.NextDouble() >= Rule.Probability))
        {
            return false;
        }

        Hits++;
        return true;
    }
}
