namespace PhiLens.Pipeline.Accounting;

/// <summary>
/// One lane's page of the <see cref="Ledger"/>. Only its lane writes to it, record by record and without locks;
/// anyone may read.
/// </summary>
public sealed class LedgerAccount
{
    private long _received;
    private long _filtered;
    private long _fragments;

    internal LedgerAccount()
    {
    }

    /// <summary>Records that came in.</summary>
    public long Received => Volatile.Read(ref _received);

    /// <summary>Records that were left out on purpose.</summary>
    public long Filtered => Volatile.Read(ref _filtered);

    /// <summary>Messages that were pieces of records.</summary>
    public long Fragments => Volatile.Read(ref _fragments);

    /// <summary>A piece of a record came in; the record itself is counted when it is whole.</summary>
    public void CountFragment() => Volatile.Write(ref _fragments, _fragments + 1);

    /// <summary>A record came in. Counted before anything else can become of it.</summary>
    public void CountReceived() => Volatile.Write(ref _received, _received + 1);

    /// <summary>A record that was counted as received is left out on purpose.</summary>
    public void CountFiltered() => Volatile.Write(ref _filtered, _filtered + 1);
}
