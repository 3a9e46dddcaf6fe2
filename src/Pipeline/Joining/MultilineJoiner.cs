using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Joining;

/// <summary>
/// Holds the latest record of each stream until it is known that no further line goes on with it: a line comes that
/// begins another, no line comes for a while, or the record is too long or too old. Streams are told apart by tag,
/// container and source.
/// </summary>
/// <param name="account">The lane's page of the ledger.</param>
/// <param name="buffers">Where the memory comes from.</param>
/// <param name="time">The clock.</param>
/// <param name="age">How long a record waits for a further line.</param>
/// <param name="maxText">The longest record that is joined, in bytes.</param>
/// <param name="trySend">Sends a record on; false when it must be sent again after a wait for room.</param>
internal sealed class MultilineJoiner(
    LedgerAccount account,
    ReadBuffers buffers,
    TimeProvider time,
    TimeSpan age,
    int maxText,
    Func<HeldRecord, bool> trySend)
{
    /// <summary>A container has two streams; more are open only when one connection serves many containers.</summary>
    private const int MostOpen = 64;

    /// <summary>A record whose lines trickle in goes on after so many ages, whatever comes.</summary>
    private const int MostAges = 10;

    /// <summary>
    /// A client that waits for an acknowledgement gives up after 500 ms, and wrote a trace in one go: its record waits
    /// no longer than that for a further line.
    /// </summary>
    private static readonly TimeSpan AwaitedAge = TimeSpan.FromMilliseconds(200);

    private readonly List<HeldRecord> _records = [];

    /// <summary>How long until a record must go on; null when none is held.</summary>
    internal TimeSpan? UntilDue
    {
        get
        {
            TimeSpan? least = null;
            foreach (HeldRecord record in _records)
            {
                if (record.IsOpen && Left(record) is var left && !(left >= least))
                {
                    least = left;
                }
            }

            return least;
        }
    }

    /// <summary>Takes a line.</summary>
    /// <param name="grouping">Says whether it goes on with the record ahead of it.</param>
    /// <param name="line">The line.</param>
    /// <param name="holder">The record that it is in; null unless it is taken.</param>
    internal HoldOutcome Take(ILineGrouping grouping, in WholeLine line, out HeldRecord? holder)
    {
        holder = null;
        HeldRecord? ahead = Find(line);
        if (!line.MayGoOn)
        {
            return ahead is null || TrySendOn(ahead) ? HoldOutcome.NotHeld : HoldOutcome.Waits;
        }

        ulong state = ahead?.State ?? 0;
        bool goesOn = grouping.Continues(ahead is null ? default : ahead.Text, line.Text, ref state);
        if (ahead is null || !goesOn || !TryJoin(ahead, line))
        {
            if ((ahead is not null && !TrySendOn(ahead)) || !TryFindRoom(ref ahead))
            {
                return HoldOutcome.Waits;
            }

            if (!ahead!.TryBegin(line, time.GetTimestamp()))
            {
                return HoldOutcome.NotHeld;
            }
        }

        ahead.State = state;
        holder = ahead;
        return HoldOutcome.Taken;
    }

    /// <summary>Sends on what is held of a line's stream, because pieces of the line go on.</summary>
    /// <returns>False when it must be tried again after a wait for room.</returns>
    internal bool TrySendOnAhead(in WholeLine line) => Find(line) is not { } held || TrySendOn(held);

    /// <summary>Sends on what is held.</summary>
    /// <param name="onlyDue">Whether only what has waited for too long.</param>
    /// <returns>False when it must be tried again after a wait for room.</returns>
    internal bool TrySendOn(bool onlyDue)
    {
        foreach (HeldRecord record in _records)
        {
            if (record.IsOpen && (!onlyDue || Left(record) <= TimeSpan.Zero) && !TrySendOn(record))
            {
                return false;
            }

            record.Rest();
        }

        return true;
    }

    /// <summary>Gives up what is held.</summary>
    /// <param name="lose">Counts a record as lost.</param>
    internal void Lose(Action<HeldRecord> lose)
    {
        foreach (HeldRecord record in _records)
        {
            if (record.IsOpen)
            {
                AskFor(record);
                lose(record);
                Close(record);
            }

            record.Rest();
        }
    }

    private static void AskFor(HeldRecord record) => record.Progress.Receipt ??= record.Chunks.Count switch
    {
        0 => null,
        1 => record.Chunks[0],
        _ => new SeveralReceipts([.. record.Chunks]),
    };

    private static void Close(HeldRecord record)
    {
        foreach (IReceipt chunk in record.Chunks)
        {
            chunk.Settle(null);
        }

        record.Clear();
    }

    private HeldRecord? Find(in WholeLine line)
    {
        foreach (HeldRecord record in _records)
        {
            if (record.IsOpen && record.IsOf(line))
            {
                return record;
            }
        }

        return null;
    }

    private bool TryJoin(HeldRecord record, in WholeLine line)
    {
        bool isSecond = !record.HasSeveralLines;
        bool isFirstCounted = record.IsJoined;
        if (record.IsEnding || !record.TryJoin(line.Text, IsBlank(line.Text), maxText))
        {
            return false;
        }

        // The fragments of a line that Docker cut were counted as they came.
        if (isSecond && !isFirstCounted)
        {
            account.CountFragment();
        }

        if (!line.IsJoined)
        {
            account.CountFragment();
        }

        record.Came = time.GetTimestamp();
        return true;
    }

    /// <summary>Finds a record to begin with: the one that has just gone on, a free one, or the oldest.</summary>
    private bool TryFindRoom(ref HeldRecord? record)
    {
        HeldRecord? oldest = null;
        for (int i = 0; i < _records.Count && record is null; i++)
        {
            HeldRecord candidate = _records[i];
            record = candidate.IsOpen ? null : candidate;
            oldest = oldest is null || candidate.Opened < oldest.Opened ? candidate : oldest;
        }

        if (record is null && _records.Count < MostOpen)
        {
            record = new HeldRecord(buffers);
            _records.Add(record);
        }

        record ??= TrySendOn(oldest!) ? oldest : null;
        return record is not null;
    }

    private bool TrySendOn(HeldRecord record)
    {
        record.IsEnding = true;
        AskFor(record);
        if (!trySend(record))
        {
            return false;
        }

        Close(record);
        return true;
    }

    private TimeSpan Left(HeldRecord record)
    {
        TimeSpan most = record.Chunks.Count > 0 && age > AwaitedAge ? AwaitedAge : age;
        TimeSpan left = most - time.GetElapsedTime(record.Came);
        TimeSpan leftOfAll = (MostAges * age) - time.GetElapsedTime(record.Opened);
        return left < leftOfAll ? left : leftOfAll;
    }

    private static bool IsBlank(ReadOnlySpan<byte> text) => text.Trim(" \t\r"u8).IsEmpty;
}
