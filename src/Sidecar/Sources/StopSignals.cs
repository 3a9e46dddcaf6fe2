namespace PhiLens.Sidecar.Sources;

/// <summary>The two steps of a stop.</summary>
/// <param name="Draining">SIGTERM has come: go on until the writers close, but wait for no new one.</param>
/// <param name="TimeIsOver">The time to read is over: end now.</param>
internal readonly record struct StopSignals(CancellationToken Draining, CancellationToken TimeIsOver);
