using PhiLens.Pipeline.Accounting;
using PhiLens.Sidecar.Health.Watching;

namespace PhiLens.Sidecar.Health;

/// <summary>What the metrics page asks the running process, each time that somebody asks it.</summary>
internal sealed record HealthFacts
{
    /// <summary>Takes the ledger at this moment.</summary>
    public required Func<LedgerSnapshot> Ledger { get; init; }

    /// <summary>Takes what happened to connections so far.</summary>
    public Func<SourceCounts> Sources { get; init; } = static () => default;

    /// <summary>Bytes of log data held now.</summary>
    public required Func<long> MemoryUsed { get; init; }

    /// <summary>The limit of those bytes.</summary>
    public required long MemoryLimit { get; init; }

    /// <summary>Values that were erased because there was no key to seal them with.</summary>
    public Func<long> Unsealed { get; init; } = static () => 0;

    /// <summary>Whether records arrive, and values that are to be sealed can be.</summary>
    public Func<bool> IsDelivering { get; init; } = static () => true;

    /// <summary>When the process started.</summary>
    public required DateTimeOffset Started { get; init; }
}
