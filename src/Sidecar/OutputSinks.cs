using PhiLens.Pipeline.Delivery;
using PhiLens.Pipeline.Records;
using PhiLens.Sidecar.Hardening;

namespace PhiLens.Sidecar;

/// <summary>Hands each batch to the sink of its output.</summary>
/// <param name="sinks">The sinks, by the number of their output.</param>
internal sealed class OutputSinks(IReadOnlyList<ISink> sinks) : ISink
{
    /// <inheritdoc/>
    public ValueTask<DeliveryResult> SendAsync(EventBatch batch, CancellationToken cancellationToken)
    {
        ManagedHeap.KeepSmall();
        return sinks[batch.Destination.Output].SendAsync(batch, cancellationToken);
    }
}
