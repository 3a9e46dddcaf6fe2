namespace PhiLens.Pipeline.Delivery;

/// <summary>
/// The events of an accepted batch that CloudWatch did not store. Events are in order of time, so the ones that are
/// too old stand at the front and the ones that are too new at the end. All zero means: none.
/// </summary>
/// <param name="TooOldEnd">Events before this index were older than 14 days.</param>
/// <param name="ExpiredEnd">From <paramref name="TooOldEnd"/> up to this index they passed the retention.</param>
/// <param name="TooNewCount">How many events at the end of the batch lay more than two hours ahead.</param>
public readonly record struct RejectedEvents(int TooOldEnd, int ExpiredEnd, int TooNewCount)
{
    /// <summary>Whether any event was rejected.</summary>
    public bool Any => TooOldEnd > 0 || ExpiredEnd > 0 || TooNewCount > 0;
}
