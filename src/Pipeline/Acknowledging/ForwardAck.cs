namespace PhiLens.Pipeline.Acknowledging;

/// <summary>When a chunk that a Forward client named is acknowledged.</summary>
public enum ForwardAck
{
    /// <summary>When every record of it is delivered, rejected or left out on purpose. The default.</summary>
    Delivered,

    /// <summary>When every record of it is in memory.</summary>
    Buffered,
}
