namespace PhiLens.Pipeline;

/// <summary>What a lane does next when the memory budget is full.</summary>
internal enum OverflowAction
{
    /// <summary>Room was made: try again.</summary>
    TryAgain,

    /// <summary>Wait until something is released; the source stops reading meanwhile.</summary>
    Wait,

    /// <summary>Give up the record at hand.</summary>
    DropThis,
}
