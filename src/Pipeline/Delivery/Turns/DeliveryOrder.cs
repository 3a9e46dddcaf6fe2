namespace PhiLens.Pipeline.Delivery.Turns;

/// <summary>How many requests one stream may have on its way, the <c>CLOUDWATCH__ORDER</c> setting.</summary>
public enum DeliveryOrder
{
    /// <summary>One at a time, always: events arrive in the order in which they were read.</summary>
    Strict,

    /// <summary>Up to four while batches wait: a backlog goes faster, and batches may overtake one another.</summary>
    Relaxed,
}
