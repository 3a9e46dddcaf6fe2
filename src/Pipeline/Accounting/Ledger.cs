namespace PhiLens.Pipeline.Accounting;

/// <summary>
/// The book of every record: <c>received = delivered + filtered + dropped + pending</c> at any time. What comes in is
/// counted by each lane in its own account; outcomes are counted here, once per batch.
/// </summary>
/// <param name="rules">The labels of the rules whose redactions are counted, each once.</param>
public sealed class Ledger(params IReadOnlyList<string> rules)
{
    private readonly long[] _redactions = new long[rules.Count];
    private readonly Lock _gate = new();
    private readonly HashSet<LedgerAccount> _open = [];
    private readonly long[] _dropped = new long[DropReasons.All.Count];
    private long _closedReceived;
    private long _closedFiltered;
    private long _closedFragments;
    private long _delivered;
    private long _retries;
    private long _ambiguous;

    /// <summary>Opens an account for a lane.</summary>
    public LedgerAccount OpenAccount()
    {
        var account = new LedgerAccount();
        lock (_gate)
        {
            _open.Add(account);
        }

        return account;
    }

    /// <summary>Closes a lane's account; its figures stay in the book.</summary>
    /// <param name="account">An account opened here, closed at most once.</param>
    public void CloseAccount(LedgerAccount account)
    {
        lock (_gate)
        {
            if (_open.Remove(account))
            {
                _closedReceived += account.Received;
                _closedFiltered += account.Filtered;
                _closedFragments += account.Fragments;
            }
        }
    }

    /// <summary>Records were delivered.</summary>
    /// <param name="records">How many.</param>
    public void CountDelivered(long records) => Interlocked.Add(ref _delivered, records);

    /// <summary>Records were lost.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="records">How many.</param>
    public void CountDropped(DropReason reason, long records) =>
        Interlocked.Add(ref _dropped[(int)reason], records);

    /// <summary>A batch is sent again.</summary>
    public void CountRetry() => Interlocked.Increment(ref _retries);

    /// <summary>Records are sent again that the destination may already have.</summary>
    /// <param name="records">How many.</param>
    public void CountAmbiguous(long records) => Interlocked.Add(ref _ambiguous, records);

    /// <summary>A rule was applied once.</summary>
    /// <param name="rule">The index of its label.</param>
    public void CountRedaction(int rule) => Interlocked.Increment(ref _redactions[rule]);

    /// <summary>The book as it stands. Outcomes are read before what came in, so pending is never negative.</summary>
    public LedgerSnapshot Snapshot()
    {
        long delivered = Interlocked.Read(ref _delivered);
        var dropped = new Dictionary<DropReason, long>();
        foreach (DropReason reason in DropReasons.All)
        {
            dropped[reason] = Interlocked.Read(ref _dropped[(int)reason]);
        }

        lock (_gate)
        {
            // Within an account too: filtered first, because a record is counted as received before it is filtered.
            long filtered = _closedFiltered + _open.Sum(a => a.Filtered);
            return new LedgerSnapshot
            {
                Delivered = delivered,
                Dropped = dropped,
                Filtered = filtered,
                Fragments = _closedFragments + _open.Sum(a => a.Fragments),
                Received = _closedReceived + _open.Sum(a => a.Received),
                Retries = Interlocked.Read(ref _retries),
                Ambiguous = Interlocked.Read(ref _ambiguous),
                Redactions = [.. rules.Select((rule, i) => KeyValuePair.Create(rule, CountOf(i)))],
            };
        }
    }

    private long CountOf(int rule) => Interlocked.Read(ref _redactions[rule]);
}
