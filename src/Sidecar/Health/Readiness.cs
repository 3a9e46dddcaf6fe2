namespace PhiLens.Sidecar.Health;

/// <summary>Whether the sidecar takes records: not before its sources are open, and not once it stops.</summary>
internal sealed class Readiness
{
    private volatile bool _isOpen;
    private volatile bool _isStopping;

    /// <summary>Whether it is ready now.</summary>
    public bool IsReady => _isOpen && !_isStopping;

    /// <summary>All sources are open.</summary>
    public void SourcesAreOpen() => _isOpen = true;

    /// <summary>It stops, and will not be ready again.</summary>
    public void IsStopping() => _isStopping = true;
}
