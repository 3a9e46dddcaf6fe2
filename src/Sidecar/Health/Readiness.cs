namespace PhiLens.Sidecar.Health;

/// <summary>Whether the sidecar takes records: not before its sources are open, and not once it stops.</summary>
internal sealed class Readiness
{
    private volatile bool _isReady;

    /// <summary>Whether it is ready now.</summary>
    public bool IsReady => _isReady;

    /// <summary>All sources are open.</summary>
    public void SourcesAreOpen() => _isReady = true;

    /// <summary>It stops.</summary>
    public void IsStopping() => _isReady = false;
}
