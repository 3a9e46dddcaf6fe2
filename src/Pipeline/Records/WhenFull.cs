namespace PhiLens.Pipeline.Records;

/// <summary>What happens to the next record when the memory budget has no room for it.</summary>
public enum WhenFull
{
    /// <summary>The batches that have waited longest are given up until the record fits. The default.</summary>
    DropOldest,

    /// <summary>The record that does not fit is given up.</summary>
    DropNewest,

    /// <summary>Sources stop reading until there is room, so that writers wait and nothing is lost.</summary>
    Block,
}
