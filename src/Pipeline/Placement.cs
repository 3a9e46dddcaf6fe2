using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Batching;
using PhiLens.Pipeline.Limiting;
using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline;

/// <summary>
/// Puts records into batches for one lane: counts them, cuts what is longer than one event, and gives up what memory
/// has no room for, as the <c>WHENFULL</c> policy says.
/// </summary>
/// <param name="parts">What all lanes share.</param>
/// <param name="account">The lane's page of the ledger.</param>
/// <param name="maxPart">The longest message of one event, in bytes.</param>
internal sealed class Placement(LaneParts parts, LedgerAccount account, int maxPart)
{
    /// <summary>How many records, or parts of them, were given up so far for want of memory.</summary>
    internal long Lost { get; private set; }

    /// <summary>Puts a record, or a piece of one, into batches.</summary>
    /// <param name="record">The record's progress.</param>
    /// <param name="builder">The stream's batches.</param>
    /// <param name="piece">The piece; its receipt is the progress's concern.</param>
    /// <param name="part">Which part of the record the piece is.</param>
    /// <param name="isLastTarget">Whether it goes to no other stream after this one.</param>
    /// <returns>False when it must be shown again after a wait for room.</returns>
    internal bool TryPlace(
        RecordProgress record, BatchBuilder builder, in LogRecord piece, LinePart part, bool isLastTarget = true)
    {
        CountOnce(record);
        Span<byte> room = stackalloc byte[PartMarker.MaxLength];
        while (record.Placed < piece.Message.Length && !IsLeftAway(record, part))
        {
            ReadOnlySpan<byte> rest = piece.Message[record.Placed..];
            int length = EventSplitter.FirstPart(rest, maxPart, parts.MaxEscapedBytes);
            bool isCut = !(part.IsFirst && part.IsLast && length == piece.Message.Length);
            ReadOnlySpan<byte> marker = isCut ? Mark(record, part, rest, room, ref length) : default;
            if (isCut || !isLastTarget)
            {
                record.Split ??= new SplitRecord(parts.Ledger, record.Receipt);
            }

            if (isCut)
            {
                TellOfCut(record, builder.Destination);
            }

            var message = new LogRecord(rest[..length], piece.Timestamp)
            {
                Marker = marker,
                HasOwnTime = piece.HasOwnTime,
                IsWhole = piece.IsWhole && !isCut,
                Receipt = record.Split ?? record.Receipt,
                IsAwaited = record.Receipt is not null,
            };
            if (!TryAppendOrDrop(record, builder, message))
            {
                return false;
            }

            record.Placed += length;
            record.Parts++;
        }

        record.PartsBefore += isLastTarget ? record.Parts : 0;
        record.Parts = 0;
        record.Placed = 0;
        record.IsWithinRate &= !isLastTarget;
        if (part.IsLast && isLastTarget)
        {
            Finish(record, isEmpty: piece.Message.IsEmpty);
        }

        return true;
    }

    /// <summary>
    /// Asks the filter about a record, once, with its first piece. A record that memory has no room to decide about is
    /// lost: it might be one that must not leave.
    /// </summary>
    /// <param name="record">Its progress, which says afterwards whether it is left out.</param>
    /// <param name="destination">Where it would go.</param>
    /// <param name="message">What the filter looks at.</param>
    /// <returns>False when it must be asked again after a wait for room.</returns>
    internal bool TryJudge(RecordProgress record, LogStreamName destination, ReadOnlySpan<byte> message)
    {
        while (parts.Filter is { } filter && !record.IsJudged)
        {
            RentStatus status = filter.TryJudge(message, parts.Scratch, out bool isKept);
            if (status == RentStatus.Rented)
            {
                record.IsJudged = true;
                record.IsLeftOut = !isKept;
                return true;
            }

            switch (parts.Overflow.Decide(status))
            {
                case Overflow.Next.Wait:
                    return false;
                case Overflow.Next.DropThis:
                    LoseUnjudged(record, destination);
                    return true;
            }
        }

        return true;
    }

    /// <summary>Holds a piece of a record against its container's rate, once, before anything is spent on it.</summary>
    /// <param name="record">The record's progress, which says afterwards whether it is left out.</param>
    /// <param name="rate">The container's rate; null for no limit.</param>
    /// <param name="destination">Where it would go.</param>
    /// <param name="bytes">The piece's length.</param>
    /// <param name="isWhole">Whether the piece is all of the record.</param>
    /// <returns>False when the record is lost with this piece, and its progress begins anew.</returns>
    internal bool TryKeepWithin(
        RecordProgress record, ContainerRate? rate, LogStreamName destination, int bytes, bool isWhole)
    {
        if (rate is null || record.IsWithinRate || record.IsLeftOut || bytes == 0)
        {
            return true;
        }

        if (rate.TryTake(bytes))
        {
            record.IsWithinRate = true;
            return true;
        }

        rate.CountDropped(bytes);
        if (isWhole)
        {
            Lose(record, destination, DropReason.Rate);
            return false;
        }

        LoseUnjudged(record, destination, DropReason.Rate);
        return true;
    }

    /// <summary>
    /// It could not be decided whether a record may go on: it is lost, also what of it is still to come.
    /// </summary>
    internal void LoseUnjudged(
        RecordProgress record, LogStreamName destination, DropReason reason = DropReason.Memory)
    {
        Lose(record, destination, reason, isLast: false);
        record.IsJudged = true;
        record.IsLeftOut = true;
    }

    /// <summary>A record is left out on purpose.</summary>
    /// <param name="record">Its progress.</param>
    internal void Filter(RecordProgress record)
    {
        CountOnce(record);
        Finish(record, isEmpty: true);
    }

    /// <summary>A record, or what is left of it, is lost.</summary>
    /// <param name="record">Its progress.</param>
    /// <param name="destination">Where it would have gone.</param>
    /// <param name="reason">Why.</param>
    /// <param name="isLast">Whether the record ends here.</param>
    internal void Lose(RecordProgress record, LogStreamName destination, DropReason reason, bool isLast = true)
    {
        CountOnce(record);
        record.Split ??= isLast ? null : new SplitRecord(parts.Ledger, record.Receipt);
        record.Placed = 0;
        Drop(record, destination, reason);
        if (!isLast)
        {
            return;
        }

        Finish(record, isEmpty: false);
    }

    /// <summary>Whether the rest of a long record is left away: all but the first event of its first piece.</summary>
    private bool IsLeftAway(RecordProgress record, LinePart part) =>
        parts.Oversize == Oversize.Truncate && (record.Parts > 0 || !part.IsFirst);

    /// <summary>Makes the marker of an event, which takes its room from the event's part of the message.</summary>
    private ReadOnlySpan<byte> Mark(
        RecordProgress record, LinePart part, ReadOnlySpan<byte> rest, Span<byte> room, ref int length)
    {
        if (parts.Oversize == Oversize.Split || maxPart < PartMarker.ShortestEvent)
        {
            return default;
        }

        length = EventSplitter.FirstPart(
            rest, maxPart - PartMarker.MaxLength, parts.MaxEscapedBytes - PartMarker.MaxLength);
        bool isLast = part.IsLast && length == rest.Length;
        return PartMarker.Write(room, parts.Oversize, record.PartsBefore + record.Parts + 1, isLast);
    }

    private void TellOfCut(RecordProgress record, LogStreamName destination)
    {
        if (!record.IsCut)
        {
            record.IsCut = true;
            parts.Listener.RecordSplit(destination);
        }
    }

    private void CountOnce(RecordProgress record)
    {
        if (!record.IsCounted)
        {
            account.CountReceived();
            record.IsCounted = true;
        }
    }

    private void Finish(RecordProgress record, bool isEmpty)
    {
        if (isEmpty && record.Split is null)
        {
            // CloudWatch refuses empty messages.
            account.CountFiltered();
        }

        record.Split?.Complete();
        record.Reset();
    }

    private bool TryAppendOrDrop(RecordProgress record, BatchBuilder builder, in LogRecord message)
    {
        while (!builder.TryAppend(message))
        {
            switch (parts.Overflow.Decide(builder.Memory))
            {
                case Overflow.Next.TryAgain:
                    continue;
                case Overflow.Next.Wait:
                    return false;
                default:
                    Drop(record, builder.Destination, DropReason.Memory);
                    return true;
            }
        }

        return true;
    }

    private void Drop(RecordProgress record, LogStreamName destination, DropReason reason)
    {
        Lost += reason == DropReason.Memory ? 1 : 0;
        if (record.Split is null)
        {
            parts.Ledger.CountDropped(reason, 1);
            record.Receipt?.Entrust();
            record.Receipt?.Settle(reason);
        }
        else
        {
            record.Split.Lose(reason);
        }

        parts.Listener.RecordsDropped(destination, reason, 1);
    }
}
