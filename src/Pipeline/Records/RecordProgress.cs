namespace PhiLens.Pipeline.Records;

/// <summary>
/// How far one record is on its way into batches. A record may come in several pieces, each may become several events,
/// and every one may be shown several times before memory has room for it. Used for one record after another.
/// </summary>
public sealed class RecordProgress
{
    /// <summary>Who waits to hear what became of the record; null for nobody.</summary>
    public IReceipt? Receipt { get; set; }

    /// <summary>Whether the ledger has it as received.</summary>
    public bool IsCounted { get; set; }

    /// <summary>Keeps the record's place in the ledger as soon as it is more than one event.</summary>
    public SplitRecord? Split { get; set; }

    /// <summary>Whether it is decided that the record is kept or left out.</summary>
    public bool IsJudged { get; set; }

    /// <summary>Whether none of the record's further pieces goes on.</summary>
    public bool IsLeftOut { get; set; }

    /// <summary>Whether the piece at hand has its place within the container's rate.</summary>
    public bool IsWithinRate { get; set; }

    /// <summary>Whether it was reported that the record is longer than one event.</summary>
    public bool IsCut { get; set; }

    /// <summary>Which of its targets the piece at hand is on its way to; those before have it.</summary>
    public int Target { get; set; }

    /// <summary>How many bytes of the piece at hand are in the batches of this target.</summary>
    public int Placed { get; set; }

    /// <summary>How many events the pieces before this one became.</summary>
    public int PartsBefore { get; set; }

    /// <summary>How many events of the piece at hand are in the batches of this target.</summary>
    public int Parts { get; set; }

    /// <summary>Begins anew with another record.</summary>
    public void Reset()
    {
        Receipt = null;
        IsCounted = false;
        Split = null;
        IsJudged = false;
        IsLeftOut = false;
        IsWithinRate = false;
        IsCut = false;
        Target = 0;
        Placed = 0;
        PartsBefore = 0;
        Parts = 0;
    }
}
