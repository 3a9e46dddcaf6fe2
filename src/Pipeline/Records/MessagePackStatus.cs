namespace PhiLens.Pipeline.Records;

/// <summary>How a read of MessagePack ended.</summary>
public enum MessagePackStatus
{
    /// <summary>The value is there.</summary>
    Complete,

    /// <summary>The value goes on after the bytes at hand.</summary>
    NeedsMore,

    /// <summary>No further byte can make a value of this.</summary>
    Malformed,
}
