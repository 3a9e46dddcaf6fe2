namespace PhiLens.Sidecar.Sources;

/// <summary>The two steps of a stop.</summary>
/// <param name="Draining">SIGTERM has come: go on until the writers close, but wait for no new one.</param>
/// <param name="TimeIsOver">The time to read is over: end now.</param>
internal readonly record struct StopSignals(CancellationToken Draining, CancellationToken TimeIsOver)
{
    /// <summary>
    /// What is still read of a source when the time is over and its writers are there: 1 MiB, the largest pipe that a
    /// source asks for, and more than a socket holds. So the last pass ends however fast they go on writing.
    /// </summary>
    internal const int LastPassBytes = 1024 * 1024;
}
