namespace PhiLens.Sidecar.Sources;

/// <summary>Something that log lines come from.</summary>
internal interface ISource : IDisposable
{
    /// <summary>What the user called it: a path, an address or <c>stdin</c>.</summary>
    string Name { get; }

    /// <summary>Makes it ready for writers, at once and without waiting for any.</summary>
    /// <exception cref="SourceException">It cannot be opened.</exception>
    void Open();

    /// <summary>Reads until its input ends.</summary>
    /// <param name="lanes">Opens the lanes that the lines go into.</param>
    /// <param name="stop">When to end.</param>
    /// <returns>Whether everything that its writers wrote was read.</returns>
    Task<SourceEnd> RunAsync(ILaneFactory lanes, StopSignals stop);
}
