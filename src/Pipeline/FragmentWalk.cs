using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Acknowledging;
using PhiLens.Pipeline.Framing.Forward;
using PhiLens.Pipeline.Joining;
using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Shaping;

namespace PhiLens.Pipeline;

/// <summary>
/// Joins the fragments of one connection's lines, and sends a line on when it is whole, has waited for too long, or is
/// too long to be held.
/// </summary>
/// <param name="account">The connection's page of the ledger.</param>
/// <param name="outlet">Where lines go.</param>
/// <param name="joiner">Keeps the lines that are open.</param>
/// <param name="lines">Joins lines to records.</param>
/// <param name="chunk">The chunk at hand.</param>
internal sealed class FragmentWalk(
    LedgerAccount account, ForwardOutlet outlet, FragmentJoiner joiner, MultilineJoiner lines, ChunkAtHand chunk)
{
    /// <summary>The line that the fragment at hand was joined to, until it is done with.</summary>
    internal OpenLine? AtHand { get; set; }

    /// <summary>Takes a fragment, and sends its line on when it is the last one.</summary>
    /// <param name="entry">The entry of the fragment.</param>
    /// <param name="fields">What it says of itself.</param>
    /// <param name="record">The progress of a record that is lost at once.</param>
    /// <returns>False when it must be shown again after a wait for room.</returns>
    internal bool TryTake(in ForwardEntry entry, in RecordFields fields, RecordProgress record)
    {
        if ((AtHand is null && !TryJoin(entry, fields, record))
            || (AtHand is not null && fields.IsLast && !TryFinish(AtHand)))
        {
            return false;
        }

        AtHand = null;
        return true;
    }

    /// <summary>Joins a fragment to its line, which is at hand afterwards.</summary>
    private bool TryJoin(in ForwardEntry entry, in RecordFields fields, RecordProgress record)
    {
        if (joiner.Find(fields) is not { } line)
        {
            if (joiner.InTheWay is { } oldest && !TryFinish(oldest))
            {
                return false;
            }

            return TryOpen(entry, fields, record, out OpenLine? opened) && (opened is null || TryAdd(opened, fields));
        }

        return (!joiner.WouldBeTooLong(line, fields) || TryPassPiece(line)) && TryAdd(line, fields);
    }

    private bool TryOpen(
        in ForwardEntry entry, in RecordFields fields, RecordProgress record, out OpenLine? line)
    {
        while (true)
        {
            RentStatus status = joiner.TryOpen(entry.Tag, entry.Record, entry.Time, out line);
            if (status == RentStatus.Rented)
            {
                return true;
            }

            if (status != RentStatus.NoRoom && joiner.Oldest is { } oldest)
            {
                if (!TryFinish(oldest))
                {
                    return false;
                }

                continue;
            }

            switch (outlet.Decide(status))
            {
                case Overflow.Next.Wait:
                    return false;
                case Overflow.Next.DropThis:
                    account.CountFragment();
                    record.Receipt = chunk.Receipt;
                    outlet.Lose(record, entry.Tag, fields.Source, DropReason.Memory);
                    return true;
            }
        }
    }

    private bool TryAdd(OpenLine line, in RecordFields fields)
    {
        while (true)
        {
            RentStatus status = line.TryJoin(fields.Log);
            if (status == RentStatus.Rented)
            {
                break;
            }

            if (status != RentStatus.NoRoom && line.Line.IsEmpty && joiner.Oldest is { } oldest && oldest != line)
            {
                if (!TryFinish(oldest))
                {
                    return false;
                }

                continue;
            }

            Overflow.Next action = outlet.Decide(status);
            if (action == Overflow.Next.Wait
                || (action == Overflow.Next.DropThis && line.Line.Length > 0 && !TryPassPiece(line)))
            {
                return false;
            }

            if (action == Overflow.Next.DropThis && line.Line.IsEmpty)
            {
                outlet.Lose(line.Progress, line.Tag, line.Source, DropReason.Memory, isLast: false);
                break;
            }
        }

        account.CountFragment();
        if (chunk.Receipt is { } receipt)
        {
            receipt.Entrust();
            line.Chunks.Add(receipt);
        }

        AtHand = line;
        return true;
    }

    /// <summary>Sends on what is joined so far, because the line is too long to be held as a whole.</summary>
    private bool TryPassPiece(OpenLine line)
    {
        if (line.IsWhole && !lines.TrySendOnAhead(line.Whole))
        {
            return false;
        }

        ReadOnlySpan<byte> piece = line.Uncut[..outlet.CutOf(line.Tag, line.Source, line.Uncut)];
        if (!TrySendLine(line, piece, isLast: false))
        {
            return false;
        }

        line.GoneOn(piece.Length);
        return true;
    }

    /// <summary>Sends a line on as it is.</summary>
    /// <returns>False when it must be tried again after a wait for room.</returns>
    internal bool TryFinish(OpenLine line)
    {
        line.IsEnding = true;
        HoldOutcome outcome = HoldOutcome.NotHeld;
        HeldRecord? holder = null;
        if (line.IsWhole && outlet.GroupingOf(line.Tag, line.Source) is { } grouping)
        {
            outcome = lines.Take(grouping, line.Whole, out holder);
        }

        if (outcome == HoldOutcome.Waits
            || (outcome == HoldOutcome.NotHeld && !TrySendLine(line, line.Line, isLast: true)))
        {
            return false;
        }

        if (holder is not null)
        {
            line.Chunks.ForEach(holder.Own);
        }

        joiner.Close(line);
        return true;
    }

    private bool TrySendLine(OpenLine line, ReadOnlySpan<byte> text, bool isLast)
    {
        line.Ask();
        var shape = new Shape(line.Record, text, line.Time, isJoined: true);
        return outlet.TrySend(line.Progress, line.Tag, line.Source, shape, new LinePart(line.IsWhole, isLast));
    }
}
