using PhiLens.Pipeline.Accounting;

namespace PhiLens.Pipeline.Delivery;

/// <summary>The outcome of one try to deliver a batch. A value: made on the delivery path without allocating.</summary>
public readonly record struct DeliveryResult
{
    private DeliveryResult(DeliveryOutcome outcome) => Outcome = outcome;

    /// <summary>What became of the batch.</summary>
    public DeliveryOutcome Outcome { get; }

    /// <summary>The events that an accepting destination listed as rejected; none unless accepted.</summary>
    public RejectedEvents Rejected { get; private init; }

    /// <summary>Why to send again; meaningful for <see cref="DeliveryOutcome.Retry"/> only.</summary>
    public RetryCause Cause { get; private init; }

    /// <summary>
    /// True when the failure may have come after the destination had taken the batch (a lost answer), so that
    /// sending it again may double it.
    /// </summary>
    public bool Ambiguous { get; private init; }

    /// <summary>The shortest wait that the destination asked for, if it did.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    /// <summary>The batch was taken, less the rejected events.</summary>
    /// <param name="rejected">The events listed as rejected; <c>default</c> for none.</param>
    public static DeliveryResult Accepted(RejectedEvents rejected = default) =>
        new(DeliveryOutcome.Accepted) { Rejected = rejected };

    /// <summary>The batch is to be sent again.</summary>
    /// <param name="cause">Why it was not delivered.</param>
    /// <param name="ambiguous">Whether the destination may have it all the same.</param>
    /// <param name="retryAfter">The shortest wait that the destination asked for.</param>
    public static DeliveryResult Retry(RetryCause cause, bool ambiguous = false, TimeSpan? retryAfter = null) =>
        new(DeliveryOutcome.Retry) { Cause = cause, Ambiguous = ambiguous, RetryAfter = retryAfter };

    /// <summary>The destination will never take this batch.</summary>
    public static DeliveryResult Refused() => new(DeliveryOutcome.Refused);
}
