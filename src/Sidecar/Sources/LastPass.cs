namespace PhiLens.Sidecar.Sources;

/// <summary>
/// What is read of a source when the time to read is over and its writers are still there: as much as the kernel can
/// have taken from them by then. It ends however fast they go on writing.
/// </summary>
internal static class LastPass
{
    /// <summary>1 MiB: the largest pipe that a source asks for, and more than a socket holds.</summary>
    internal const int MostBytes = 1024 * 1024;
}
