namespace PhiLens.EndToEnd.Tests.Chaos.Writers;

/// <summary>Where the sidecar of a run listens.</summary>
/// <param name="Lines">For lines.</param>
/// <param name="Forward">For the Forward protocol.</param>
internal sealed record ChaosPorts(int Lines, int Forward);
