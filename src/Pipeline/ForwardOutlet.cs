using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Batching;
using PhiLens.Pipeline.Limiting;
using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Shaping;

namespace PhiLens.Pipeline;

/// <summary>
/// Where one Forward connection's records leave it: routed, shaped, redacted, and placed into batches.
/// </summary>
internal sealed class ForwardOutlet : IDisposable
{
    /// <summary>Shapes what the filter looks at when a record has no line.</summary>
    private static readonly RouteTarget WholeRecord = new(new LogStreamName("", ""));

    private readonly LaneParts _parts;
    private readonly LedgerAccount _account;
    private readonly RouteTable<BatchBuilder> _routes;
    private readonly Placement _placement;
    private readonly RecordShaper _shaper;
    private readonly RecordScratch _scratch;
    private readonly LaneRedaction _redaction;
    private long _lostUnread;

    /// <summary>Makes an outlet.</summary>
    /// <param name="parts">What all lanes share.</param>
    /// <param name="account">The connection's page of the ledger.</param>
    /// <param name="routes">Where records go.</param>
    internal ForwardOutlet(LaneParts parts, LedgerAccount account, RouteTable<BatchBuilder> routes)
    {
        _parts = parts;
        _account = account;
        _routes = routes;
        _placement = new Placement(parts, account, Math.Min(parts.MaxMessageBytes, parts.MaxRecordSize));
        _shaper = new RecordShaper(parts.Scratch);
        _scratch = new RecordScratch(parts.Scratch);
        _redaction = new LaneRedaction(parts, _placement);
    }

    /// <summary>How many records, or parts of them, were lost so far.</summary>
    internal long Lost => _placement.Lost + _lostUnread;

    /// <summary>Which lines of a tag and source are one record; null when each is, or none goes anywhere.</summary>
    internal ILineGrouping? GroupingOf(ReadOnlySpan<byte> tag, ReadOnlySpan<byte> source) =>
        _routes.Find(tag, source).Route is { } route ? _parts.Grouping ?? route.Grouping : null;

    /// <summary>Sends a record, or a piece of one, on its way.</summary>
    /// <returns>False when it must be sent again after a wait for room.</returns>
    internal bool TrySend(
        RecordProgress record, ReadOnlySpan<byte> tag, ReadOnlySpan<byte> source, in Shape shape, LinePart part)
    {
        RouteTable<BatchBuilder>.Entry entry = _routes.Find(tag, source);
        Shape changed = shape;
        if (entry.Route is { } known
            && !(TryJudge(record, known, shape) && TryChange(record, known, part, ref changed)))
        {
            return false;
        }

        if (entry.Route is { } limited && !TryKeepWithinRate(record, limited, entry.Outlets[0], shape, part))
        {
            return true;
        }

        if (entry.Route is not { } route || record.IsLeftOut)
        {
            return LeaveOut(record, part);
        }

        int last = entry.Outlets.Length - 1;
        for (int i = record.Target; i <= last; i++)
        {
            record.Target = i;

            // Names are made of the record as it came: what a filter parsed out of a line must not become one.
            BatchBuilder builder = entry.Outlets[i].For(shape.Record);
            if (!TrySendTo(record, (route, entry.Outlets[i].Target, builder), changed, part, isLastTarget: i == last))
            {
                return false;
            }

            if (record.IsLeftOut)
            {
                return LeaveOut(record, part);
            }
        }

        record.Target = 0;
        return true;
    }

    /// <summary>What to do about memory that could not be had.</summary>
    internal Overflow.Next Decide(RentStatus status) =>
        _parts.Overflow.Decide(status);

    /// <summary>A record, or what is left of it, is lost.</summary>
    internal void Lose(
        RecordProgress record,
        ReadOnlySpan<byte> tag,
        ReadOnlySpan<byte> source,
        DropReason reason,
        bool isLast = true)
    {
        if (_routes.Find(tag, source).Route is { } route)
        {
            _placement.Lose(record, route.Destination, reason, isLast);
        }
        else if (isLast)
        {
            _placement.Filter(record);
        }
    }

    /// <summary>Records are lost that were never looked at, for want of memory.</summary>
    internal void LoseUnread(long records)
    {
        for (long i = 0; i < records; i++)
        {
            _account.CountReceived();
        }

        _parts.Ledger.CountDropped(DropReason.Memory, records);
        if (_routes.Latest is { } destination)
        {
            _parts.Listener.RecordsDropped(destination, DropReason.Memory, records);
        }

        _lostUnread += records;
    }

    /// <summary>A record is left out on purpose.</summary>
    internal void LeaveOut(RecordProgress record) => _placement.Filter(record);

    /// <summary>Gives back the memory that is not needed between two reads.</summary>
    internal void Rest()
    {
        _shaper.Rest();
        _scratch.Rest();
        _redaction.Rest();
    }

    /// <summary>Where a line that is too long is cut, so that nothing that rules claim stands on the border.</summary>
    internal int CutOf(ReadOnlySpan<byte> tag, ReadOnlySpan<byte> source, ReadOnlySpan<byte> text) =>
        _redaction.CutOf(_routes.Find(tag, source).Route?.Origin ?? RecordOrigin.Unknown, text);

    public void Dispose()
    {
        _shaper.Dispose();
        _scratch.Dispose();
        _redaction.Dispose();
    }

    private bool TryKeepWithinRate(
        RecordProgress record, ForwardRoute route, TargetOutlet<BatchBuilder> first, in Shape shape, LinePart part)
    {
        if (_parts.Rate is not { } limit || record.IsWithinRate)
        {
            return true;
        }

        int bytes = shape.IsJoined ? shape.Line.Length : shape.Record.Length;
        ContainerRate rate = limit.Of(route.Origin.Container, first.For(shape.Record));
        return _placement.TryKeepWithin(record, rate, route.Destination, bytes, part.IsFirst && part.IsLast);
    }

    /// <summary>Asks the filter: about the joined line, else the text of <c>log</c>, else the record as JSON.</summary>
    private bool TryJudge(RecordProgress record, ForwardRoute route, in Shape shape)
    {
        if (_parts.Filter is null || record.IsJudged)
        {
            return true;
        }

        ReadOnlySpan<byte> value = shape.IsJoined ? default : RecordMap.Find(shape.Record, "log"u8);
        _ = new MessagePackCursor(value).Read(out MessagePackHeader header, out ReadOnlySpan<byte> message);
        if (shape.IsJoined || header.IsText)
        {
            return _placement.TryJudge(record, route.Destination, shape.IsJoined ? shape.Line : message);
        }

        RentStatus status;
        while ((status = _shaper.Shape(WholeRecord, [], shape, out message)) != RentStatus.Rented)
        {
            switch (Decide(status))
            {
                case Overflow.Next.Wait:
                    return false;
                case Overflow.Next.DropThis:
                    _placement.LoseUnjudged(record, route.Destination);
                    return true;
            }
        }

        return _placement.TryJudge(record, route.Destination, message);
    }

    /// <summary>
    /// Does the steps of the route. A record that memory has no room to do them for is lost: as it is, it might be one
    /// that must not leave.
    /// </summary>
    private bool TryChange(RecordProgress record, ForwardRoute route, LinePart part, ref Shape shape)
    {
        while (route.Steps is { } steps && !record.IsLeftOut)
        {
            var view = new RecordView(shape.Record, shape.Line, shape.IsJoined, part);
            RentStatus status = steps.TryApply(view, _scratch, out ReadOnlySpan<byte> changed, out bool isKept);
            if (status == RentStatus.Rented)
            {
                record.IsJudged = true;
                record.IsLeftOut = !isKept;
                shape = changed.IsEmpty ? shape : new Shape(changed, default, shape.Time);
                return true;
            }

            switch (Decide(status))
            {
                case Overflow.Next.Wait:
                    return false;
                case Overflow.Next.DropThis:
                    _placement.LoseUnjudged(record, route.Destination);
                    return true;
            }
        }

        return true;
    }

    private bool TrySendTo(
        RecordProgress record, (ForwardRoute Route, RouteTarget Target, BatchBuilder Builder) way, in Shape shape,
        LinePart part, bool isLastTarget)
    {
        (ForwardRoute route, RouteTarget target, BatchBuilder builder) = way;
        ReadOnlySpan<byte> message;
        while (_shaper.Shape(target, route.Fields, shape, out message) is var status and not RentStatus.Rented)
        {
            switch (Decide(status))
            {
                case Overflow.Next.Wait:
                    return false;
                case Overflow.Next.DropThis:
                    _placement.Lose(record, builder.Destination, DropReason.Memory, part.IsLast && isLastTarget);
                    return true;
            }
        }

        if (_shaper.IsWithoutKey)
        {
            _parts.Listener.LogKeyMissing(builder.Destination);
        }

        bool isDecided = _redaction.TryRedact(record, route.Origin, builder.Destination, message, part, out message);
        if (!isDecided || record.IsLeftOut)
        {
            return isDecided;
        }

        var piece = new LogRecord(message, shape.Time)
        {
            HasOwnTime = true,
            IsWhole = target.LogKey is null,
        };
        if (!_placement.TryPlace(record, builder, piece, part, isLastTarget))
        {
            return false;
        }

        if (isLastTarget)
        {
            _redaction.Count();
        }

        return true;
    }

    /// <summary>A record is left out, or a piece of one.</summary>
    private bool LeaveOut(RecordProgress record, LinePart part)
    {
        if (part.IsLast)
        {
            record.Target = 0;
            _placement.Filter(record);
        }

        return true;
    }
}
