using PhiLens.Pipeline.Accounting;

namespace PhiLens.Pipeline.Records;

/// <summary>
/// Keeps the one place in the ledger of a record that goes out as several events: it is delivered when all of its
/// parts are, and lost for the first reason that any part was lost for. Made for long records only.
/// </summary>
public sealed class SplitRecord : IReceipt
{
    private readonly Ledger _ledger;
    private readonly IReceipt? _listener;
    private readonly Lock _gate = new();
    private int _open;
    private bool _complete;
    private DropReason? _lost;
    private bool _isDoubted;

    /// <summary>Begins with no part.</summary>
    /// <param name="ledger">Where the record is counted.</param>
    /// <param name="listener">Who waits to hear what became of the record as a whole.</param>
    public SplitRecord(Ledger ledger, IReceipt? listener = null)
    {
        _ledger = ledger;
        _listener = listener;
        listener?.Entrust();
    }

    /// <inheritdoc/>
    public bool KeepsBook => true;

    /// <inheritdoc/>
    public void Entrust()
    {
        lock (_gate)
        {
            _open++;
        }
    }

    /// <inheritdoc/>
    public void Settle(DropReason? lost)
    {
        lock (_gate)
        {
            _lost ??= lost;
            _open--;
            CountWhenDone();
        }
    }

    /// <summary>A part was lost before it came into a batch.</summary>
    /// <param name="reason">Why.</param>
    public void Lose(DropReason reason)
    {
        lock (_gate)
        {
            _lost ??= reason;
        }
    }

    /// <summary>A part is sent again that the destination may already have.</summary>
    /// <returns>Whether this is the first time for the record.</returns>
    public bool TryDoubt()
    {
        lock (_gate)
        {
            bool isFirst = !_isDoubted;
            _isDoubted = true;
            return isFirst;
        }
    }

    /// <summary>No more parts will come. Called once.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _complete = true;
            CountWhenDone();
        }
    }

    private void CountWhenDone()
    {
        if (!_complete || _open > 0)
        {
            return;
        }

        if (_lost is { } reason)
        {
            _ledger.CountDropped(reason, 1);
        }
        else
        {
            _ledger.CountDelivered(1);
        }

        _listener?.Settle(_lost);
    }
}
