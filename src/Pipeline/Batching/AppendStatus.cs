namespace PhiLens.Pipeline.Batching;

/// <summary>What became of an event that was to be added to a batch.</summary>
public enum AppendStatus
{
    /// <summary>It is in the batch.</summary>
    Appended,

    /// <summary>It would pass a limit of the batch: the batch must be closed first.</summary>
    BatchFull,

    /// <summary>The memory budget has no room. The batch is as it was.</summary>
    NoRoom,
}
