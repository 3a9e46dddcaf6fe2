namespace PhiLens.Pipeline.Records;

/// <summary>What the bytes of a batch are.</summary>
public enum BatchFormat
{
    /// <summary>The body of a PutLogEvents request, as JSON.</summary>
    PutLogEvents,

    /// <summary>The entries of a PackedForward message, as MessagePack.</summary>
    PackedForward,
}
