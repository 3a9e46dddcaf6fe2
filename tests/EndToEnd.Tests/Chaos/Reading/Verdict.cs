using PhiLens.EndToEnd.Tests.Chaos.Writers;
using PhiLens.EndToEnd.Tests.Support;

namespace PhiLens.EndToEnd.Tests.Chaos.Reading;

/// <summary>
/// Holds the ledger against what the writers wrote and what the store holds. All figures are of records, so a line
/// that was cut into parts counts once.
/// </summary>
internal sealed class Verdict
{
    private readonly SidecarLedger _ledger;
    private readonly StoreReading _store;
    private readonly Written[] _written;
    private readonly bool _wasCutOff;
    private readonly List<string> _problems = [];

    /// <param name="ledger">What the sidecar says.</param>
    /// <param name="store">What the destination holds.</param>
    /// <param name="written">What the writers wrote.</param>
    /// <param name="wasCutOff">Whether the sidecar says that it left before it had read what the kernel held.</param>
    /// <param name="acksMeanDelivered">Whether what is acknowledged is delivered, and not only taken.</param>
    internal Verdict(
        SidecarLedger ledger,
        StoreReading store,
        IEnumerable<Written> written,
        bool wasCutOff = false,
        bool acksMeanDelivered = true)
    {
        _ledger = ledger;
        _wasCutOff = wasCutOff;
        _store = store;
        _written = [.. written];
        Count();
        CheckWhatCameIn();
        CheckWhatCameOut();
        CheckOrder();
        if (acksMeanDelivered)
        {
            CheckAcknowledged();
        }
    }

    /// <summary>What does not fit; empty when the ledger told the truth.</summary>
    internal IReadOnlyList<string> Problems => _problems;

    /// <summary>The figures in one line.</summary>
    internal string Summary =>
        $"{_sent} sent, {_ledger.Received} received, {_stored} stored, {_missing} missing, {_doubled} doubled, "
        + $"{_ledger.Delivered} delivered, {_ledger.Filtered} filtered, "
        + $"dropped {{{string.Join(' ', _ledger.Dropped.Select(d => $"{d.Key}={d.Value}"))}}}, "
        + $"{_ledger.Ambiguous} ambiguous, {_store.Torn} torn, {_inDoubt} in doubt";

    private long DroppedTotal => _ledger.Dropped.Values.Sum();

    private long DroppedFor(params string[] reasons) => reasons.Sum(r => _ledger.Dropped.GetValueOrDefault(r));

    // What the writers sent, and what of it the sidecar need not have seen.
    private long _sent;
    private long _inDoubt;
    private long _packed;
    private bool _anySentAgain;

    // What is in the store: records, each at most as often as it was sent; those without a copy; those with too many.
    private long _stored;
    private long _missing;
    private long _doubled;
    private long _acknowledgedMissing;

    private void Count()
    {
        foreach (Written written in _written)
        {
            _sent += written.Instances + written.Blanks;
            _inDoubt += written.IsCutOff ? written.Instances + written.Blanks + 1 : 0;
            _packed += written.Packed;
            _anySentAgain |= written.Instances > written.Lines;
            for (int line = 0; line < written.Lines; line++)
            {
                int copies = _store.CopiesOf(written.Id, line);
                int sends = written.Sends(line);
                _stored += Math.Min(copies, sends);
                _missing += copies == 0 ? 1 : 0;
                _doubled += sends == 1 && copies > 1 ? 1 : 0;
                _acknowledgedMissing += copies == 0 && written.Acknowledged.Contains(line) ? 1 : 0;
            }
        }
    }

    private void CheckWhatCameIn()
    {
        Expect(_ledger.Pending == 0, $"{_ledger.Pending} are pending at the end");
        Expect(
            _ledger.Received <= _sent + Torn && _ledger.Received >= _sent - _inDoubt - Unread,
            $"received {_ledger.Received} does not fit {_sent} sent, of which {_inDoubt} in doubt");
    }

    private void CheckWhatCameOut()
    {
        // A batch in doubt that was sent again may be doubled, given up, or both: it counts once. One for which the
        // time was over before its answer is given up as unconfirmed, and may be stored.
        // Torn lines were records too, delivered like the others.
        long undelivered = _stored + _store.Torn + TornParts - _ledger.Delivered;
        Expect(
            undelivered >= 0
                && undelivered - TornParts <= _ledger.Ambiguous + DroppedFor("unconfirmed")
                && _doubled <= _ledger.Ambiguous,
            $"{_stored} are stored, {_ledger.Delivered} delivered, {_doubled} doubled, "
            + $"but only {_ledger.Ambiguous} ambiguous and {DroppedFor("unconfirmed")} unconfirmed");
        Expect(_missing <= DroppedTotal + _inDoubt + Unread, $"{_missing} are missing, but {DroppedTotal} dropped");
        if (_inDoubt == 0 && !_anySentAgain && Unread == 0)
        {
            Expect(
                _missing == DroppedTotal - undelivered,
                $"{_missing} are missing, but {DroppedTotal} dropped, and {undelivered} of them are stored");
        }
    }

    private void CheckOrder()
    {
        Dictionary<int, Written> byId = _written.ToDictionary(w => w.Id);
        int outOfOrder = _store.OutOfOrder.Count(l => byId[l.Writer].Sends(l.Number) == 1);
        Expect(outOfOrder == 0, $"{outOfOrder} are out of order");
    }

    private void CheckAcknowledged()
    {
        long lost = DroppedTotal - DroppedFor("memory", "shutdown", "unconfirmed");
        Expect(
            _acknowledgedMissing <= lost, $"{_acknowledgedMissing} were acknowledged and are missing, {lost} refused");
    }

    /// <summary>Records that were never read, at most.</summary>
    private long Unread => _wasCutOff ? Math.Max(0, _sent - _ledger.Received)
        : DroppedFor("memory") > 0 ? _packed
        : 0;

    /// <summary>Records that a broken connection tore; each connection can tear one.</summary>
    private long Torn => _written.Count(w => w.IsCutOff);

    /// <summary>Torn lines whose head says which line they are count as partial, not as torn.</summary>
    private long TornParts => Math.Min(_store.Partial, Torn);

    private void Expect(bool holds, string problem)
    {
        if (!holds)
        {
            _problems.Add(problem);
        }
    }
}
