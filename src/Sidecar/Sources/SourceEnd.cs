namespace PhiLens.Sidecar.Sources;

/// <summary>How a source ended. The greater, the worse.</summary>
internal enum SourceEnd
{
    /// <summary>Its writers closed, and everything they wrote was read.</summary>
    Complete = 0,

    /// <summary>The time to read was over while its writers had left bytes unread.</summary>
    CutOff = 1,

    /// <summary>It failed in a way that should not be possible.</summary>
    Failed = 2,
}
