using PhiLens.Pipeline.Delivery;
using PhiLens.Pipeline.Records;

namespace PhiLens.Bench.Micro;

/// <summary>A destination that takes every batch at once.</summary>
internal sealed class DiscardingSink : ISink
{
    /// <inheritdoc/>
    public ValueTask<DeliveryResult> SendAsync(EventBatch batch, CancellationToken cancellationToken) =>
        new(DeliveryResult.Accepted());
}
