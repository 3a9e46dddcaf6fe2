using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Delivery;

/// <summary>The port through which batches leave the process.</summary>
public interface ISink
{
    /// <summary>
    /// Tries once to deliver a batch. The batch stays the caller's and is not changed; after a
    /// <see cref="DeliveryOutcome.Retry"/> the caller sends the same bytes again.
    /// </summary>
    /// <param name="batch">The batch to send.</param>
    /// <param name="cancellationToken">
    /// Ends the try. Its result then says whether the destination may have the batch; a sink that cannot tell throws,
    /// and is taken to mean that it may.
    /// </param>
    /// <returns>What became of the batch. Faults of the destination are results, not exceptions.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    ValueTask<DeliveryResult> SendAsync(EventBatch batch, CancellationToken cancellationToken);
}
