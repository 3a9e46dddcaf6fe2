using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Delivery;

/// <summary>
/// How far a batch is. It is sent as a whole at first; a part that is refused is halved, first half first, until the
/// events that the destination does not take stand alone: n events with one of them take at most 2 log2(n) + 1
/// requests. The order stays, and the parts are views, so that no memory for log data is needed. Pure, and for one
/// caller at a time.
/// </summary>
/// <param name="whole">The batch; it stays the caller's.</param>
internal sealed class BatchProgress(EventBatch whole)
{
    // Where the parts end that are still to come, the next one on top.
    private readonly Stack<int> _ends = [];
    private int _start;
    private int _end = whole.EventCount;

    // The destination may have the events before this one, as far as they have no outcome. Parts are halved, never
    // joined, so a part lies on one side of it.
    private int _doubtEnd;

    /// <summary>The batch that all parts are of.</summary>
    internal EventBatch Whole { get; } = whole;

    /// <summary>What is to be sent now.</summary>
    internal EventBatch Current { get; private set; } = whole;

    /// <summary>Whether the destination may have the current part already.</summary>
    internal bool IsDoubtful => _doubtEnd > _start;

    /// <summary>What has no outcome yet and may be at the destination; null when nothing is.</summary>
    internal EventBatch? DoubtfulRest => IsDoubtful ? Whole.Part(_start, _doubtEnd) : null;

    /// <summary>What has no outcome yet and is surely not at the destination; null when nothing is.</summary>
    internal EventBatch? SureRest
    {
        get
        {
            int start = Math.Max(_start, _doubtEnd);
            return start < Whole.EventCount ? Whole.Part(start, Whole.EventCount) : null;
        }
    }

    /// <summary>The current part was sent, and may have been taken.</summary>
    /// <returns>Whether that is new.</returns>
    internal bool Doubt()
    {
        bool isNew = !IsDoubtful;
        _doubtEnd = Math.Max(_doubtEnd, _end);
        return isNew;
    }

    /// <summary>The current part was refused: its first half is next.</summary>
    /// <returns>False when it is a single event, which is then the one that is not taken.</returns>
    internal bool TryHalve()
    {
        if (_end - _start == 1)
        {
            return false;
        }

        _ends.Push(_end);
        _end = _start + ((_end - _start) / 2);
        Current = Whole.Part(_start, _end);
        return true;
    }

    /// <summary>The current part has its outcome: the next one is up.</summary>
    /// <returns>False when there is none.</returns>
    internal bool TryMoveOn()
    {
        _start = _end;
        if (!_ends.TryPop(out _end))
        {
            return false;
        }

        Current = Whole.Part(_start, _end);
        return true;
    }
}
