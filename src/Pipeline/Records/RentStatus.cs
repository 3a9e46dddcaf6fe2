namespace PhiLens.Pipeline.Records;

/// <summary>Whether a read buffer could be rented.</summary>
public enum RentStatus
{
    /// <summary>Yes.</summary>
    Rented,

    /// <summary>The memory budget is full; delivering or dropping batches makes room.</summary>
    NoRoom,

    /// <summary>Read buffers hold their half of the budget already; only finished lines make room.</summary>
    NoShare,

    /// <summary>More than there will be, however long one waits.</summary>
    TooLarge,
}
