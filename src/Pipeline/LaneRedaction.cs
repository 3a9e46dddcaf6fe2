using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Redaction;

namespace PhiLens.Pipeline;

/// <summary>
/// The wall as a lane passes it: what it gives back is all of a record that may go on. A record that redaction, or
/// memory, cannot decide about is lost and counted; it never goes on as it is.
/// </summary>
/// <param name="parts">What all lanes share.</param>
/// <param name="placement">Counts what is lost.</param>
internal sealed class LaneRedaction(LaneParts parts, Placement placement) : IDisposable
{
    private readonly RecordRedactor? _redactor = parts.Redaction is { } policy
        ? new RecordRedactor(policy, parts.Scratch, parts.Time, parts.Sealer)
        : null;

    private RuleSet _rules = RuleSet.Empty;
    private RecordOrigin? _origin;
    private bool _isUncut;

    /// <summary>Redacts a message.</summary>
    /// <param name="record">Its record's progress, which says afterwards whether it is left out.</param>
    /// <param name="origin">Where it comes from.</param>
    /// <param name="destination">Where it would go.</param>
    /// <param name="message">The message.</param>
    /// <param name="part">Which part of its record it is: only one that is not whole was cut.</param>
    /// <param name="redacted">What may go on, valid until the next call.</param>
    /// <returns>False when it must be shown again after a wait for room.</returns>
    internal bool TryRedact(
        RecordProgress record,
        RecordOrigin origin,
        LogStreamName destination,
        ReadOnlySpan<byte> message,
        LinePart part,
        out ReadOnlySpan<byte> redacted)
    {
        redacted = message;
        if (_redactor is null)
        {
            return true;
        }

        // A whole record may go on between a cut and the piece that it made: one that was held ahead of it.
        bool isUncut = _isUncut && part != LinePart.Whole;
        while (true)
        {
            RentStatus status = _redactor.TryRedact(
                RulesOf(origin), message, out RedactionVerdict verdict, out redacted);
            if (_redactor.Fault is { } fault)
            {
                parts.Listener.RedactionFailed(destination, fault);
            }

            if (status == RentStatus.Rented)
            {
                _isUncut &= !isUncut;
                Heed(isUncut ? RedactionVerdict.Withheld : verdict, record, destination);
                return true;
            }

            switch (parts.Overflow.Decide(status))
            {
                case Overflow.Next.Wait:
                    return false;
                case Overflow.Next.DropThis:
                    placement.LoseUnjudged(record, destination);
                    return true;
            }
        }
    }

    /// <summary>Where a line that is too long is cut, so that nothing that rules claim stands on the border.</summary>
    /// <param name="origin">Where it comes from.</param>
    /// <param name="text">The beginning of what is left of the line.</param>
    internal int CutOf(RecordOrigin origin, ReadOnlySpan<byte> text)
    {
        if (_redactor is null)
        {
            return text.Length;
        }

        int cut = _redactor.CutOf(RulesOf(origin), text);
        _isUncut |= cut == 0;
        return cut > 0 ? cut : text.Length;
    }

    /// <summary>A message has gone on whole: what was done to it is counted.</summary>
    internal void Count() => _redactor?.CountIn(parts.Ledger);

    /// <summary>Gives the memory back until there is something to redact again.</summary>
    internal void Rest() => _redactor?.Rest();

    public void Dispose() => _redactor?.Dispose();

    private void Heed(RedactionVerdict verdict, RecordProgress record, LogStreamName destination)
    {
        switch (verdict)
        {
            case RedactionVerdict.LeftOut:
                record.IsJudged = true;
                record.IsLeftOut = true;
                break;
            case RedactionVerdict.Withheld:
                placement.LoseUnjudged(record, destination, DropReason.Withheld);
                break;
        }
    }

    private RuleSet RulesOf(RecordOrigin origin)
    {
        if (_origin != origin)
        {
            _origin = origin;
            _rules = parts.Redaction!.For(origin);
        }

        return _rules;
    }
}
