using PhiLens.Pipeline.Accounting;

namespace PhiLens.Sidecar.Health;

/// <summary>What the metrics page asks the running process, each time that somebody asks it.</summary>
internal sealed record HealthFacts
{
    /// <summary>Takes the ledger at this moment.</summary>
    public required Func<LedgerSnapshot> Ledger { get; init; }

    /// <summary>Bytes of log data held now.</summary>
    public required Func<long> MemoryUsed { get; init; }

    /// <summary>The limit of those bytes.</summary>
    public required long MemoryLimit { get; init; }

    /// <summary>Whether records arrive.</summary>
    public Func<bool> IsDelivering { get; init; } = static () => true;

    /// <summary>When the process started.</summary>
    public required DateTimeOffset Started { get; init; }
}
