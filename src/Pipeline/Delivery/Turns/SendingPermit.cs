namespace PhiLens.Pipeline.Delivery.Turns;

/// <summary>The right to have one request on its way.</summary>
/// <param name="started">When it was given, as the clock's time stamp.</param>
internal sealed class SendingPermit(long started)
{
    internal long Started => started;

    /// <summary>Whether it counts among the suspects. Belongs to the <see cref="InFlightLimit"/>.</summary>
    internal bool IsSuspect { get; set; }
}
