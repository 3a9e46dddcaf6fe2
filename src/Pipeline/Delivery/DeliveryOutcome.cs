namespace PhiLens.Pipeline.Delivery;

/// <summary>The three things that can become of one try to deliver a batch.</summary>
public enum DeliveryOutcome
{
    /// <summary>The destination has the batch, less the events that it listed as rejected.</summary>
    Accepted,

    /// <summary>The destination does not have it, or it is not known whether it has; send it again.</summary>
    Retry,

    /// <summary>The destination will never take these bytes.</summary>
    Refused,
}
