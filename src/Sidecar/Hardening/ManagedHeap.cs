namespace PhiLens.Sidecar.Hardening;

/// <summary>
/// Keeps the collector's heap near what is alive in it. Records do not live there; requests leave some ten KiB of
/// garbage each. By itself the collector has let 30 MiB gather when hundreds of streams began at once.
/// </summary>
internal sealed class ManagedHeap
{
    /// <summary>Garbage that may gather beyond what was alive: 1.5 MiB, about fifty requests'.</summary>
    private const long MostGarbage = 3 * 1024 * 1024 / 2;

    private readonly Lock _gate = new();
    private long _collectAt = MostGarbage;

    /// <summary>Collects when more has gathered than may. Cheap enough for each request, not for each record.</summary>
    internal void KeepSmall()
    {
        if (GC.GetTotalMemory(forceFullCollection: false) < Volatile.Read(ref _collectAt) || !_gate.TryEnter())
        {
            return;
        }

        try
        {
            GC.Collect(1, GCCollectionMode.Forced, blocking: true, compacting: false);
            Volatile.Write(ref _collectAt, GC.GetTotalMemory(forceFullCollection: false) + MostGarbage);
        }
        finally
        {
            _gate.Exit();
        }
    }
}
