namespace PhiLens.LocalAws.Statistics;

/// <summary>
/// One request from its first byte until its answer begins; times are places in the server's order of events.
/// </summary>
internal sealed class RequestTicket(long start)
{
    public long Start { get; } = start;

    /// <summary><see cref="long.MaxValue"/> while the request is in flight.</summary>
    public long End { get; set; } = long.MaxValue;

    /// <summary>The counts of the request's stream, once it is known.</summary>
    public StreamFigures? Figures { get; set; }

    public bool IsInFlightAt(long moment) => Start <= moment && moment < End;
}
