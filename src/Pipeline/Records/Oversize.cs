namespace PhiLens.Pipeline.Records;

/// <summary>What becomes of a record that is longer than one event, the <c>RECORDS__OVERSIZE</c> setting.</summary>
public enum Oversize
{
    /// <summary>It goes out as several events, which together are its bytes.</summary>
    Split,

    /// <summary>Likewise, each with its number at its end: <c> [part 1]</c>, <c> [part 2, last]</c>.</summary>
    SplitMarked,

    /// <summary>Its first event goes out, with <c> [truncated]</c> at its end; the rest is left away.</summary>
    Truncate,
}
