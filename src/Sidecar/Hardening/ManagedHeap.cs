namespace PhiLens.Sidecar.Hardening;

/// <summary>
/// Keeps the process's one heap near what is alive in it. Records do not live there; requests leave some ten KiB of
/// garbage each, and connections that were held up as much when they end. By itself the collector has let 30 MiB gather
/// when hundreds of streams began at once.
/// </summary>
internal static class ManagedHeap
{
    /// <summary>Garbage that may gather beyond what was alive: 1 MiB, some thirty requests'.</summary>
    private const long MostGarbage = 1024 * 1024;

    private static readonly Lock Gate = new();
    private static long _collectAt = MostGarbage;
    private static long _collectAllAt = 2 * MostGarbage;

    /// <summary>Collects what the start has left, and gives back to the kernel what is free.</summary>
    internal static void CollectAll() => GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);

    /// <summary>
    /// Collects when more has gathered than may. Cheap enough for each request and connection, not for each record.
    /// </summary>
    internal static void KeepSmall()
    {
        if (GC.GetTotalMemory(forceFullCollection: false) < Volatile.Read(ref _collectAt) || !Gate.TryEnter())
        {
            return;
        }

        try
        {
            GC.Collect(1, GCCollectionMode.Forced, blocking: true, compacting: false);
            long alive = GC.GetTotalMemory(forceFullCollection: false);
            if (alive >= _collectAllAt)
            {
                // What lived through several collections before it became garbage.
                CollectAll();
                alive = GC.GetTotalMemory(forceFullCollection: false);
                _collectAllAt = alive + (2 * MostGarbage);
            }

            Volatile.Write(ref _collectAt, alive + MostGarbage);
        }
        finally
        {
            Gate.Exit();
        }
    }
}
