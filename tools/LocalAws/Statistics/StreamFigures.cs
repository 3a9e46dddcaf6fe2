namespace PhiLens.LocalAws.Statistics;

/// <summary>What was counted for one stream.</summary>
internal sealed class StreamFigures
{
    public long Requests { get; set; }

    public long Events { get; set; }

    public long Bytes { get; set; }

    public long Rejected { get; set; }

    public int HighestConcurrency { get; set; }

    /// <summary>Requests in flight now or lately, for the count of those that overlap.</summary>
    public List<RequestTicket> Recent { get; } = [];
}
