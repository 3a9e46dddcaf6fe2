using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Delivery.Turns;

namespace PhiLens.Pipeline.Delivery;

/// <summary>What the queues of all streams of an output share.</summary>
internal sealed record DeliveryRules
{
    internal required ISink Sink { get; init; }

    internal required RetrySchedule Schedule { get; init; }

    internal required Settlement Settlement { get; init; }

    internal required Ledger Ledger { get; init; }

    internal required IPipelineListener Listener { get; init; }

    internal required TimeProvider Time { get; init; }

    /// <summary>Bounds the requests on their way to the output over all its streams.</summary>
    internal required SendingGate Gate { get; init; }

    /// <summary>The most requests of one stream that are on their way at once.</summary>
    internal int RequestsPerStream { get; init; } = 1;
}
