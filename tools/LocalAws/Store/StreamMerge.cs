namespace PhiLens.LocalAws.Store;

/// <summary>Walks several streams as one, by time and among equal times by arrival.</summary>
internal sealed class StreamMerge
{
    private readonly PriorityQueue<(StreamView View, int Place), EventKey> _heads = new();
    private readonly EventKey _end;

    /// <param name="views">The streams.</param>
    /// <param name="start">The first key that is wanted.</param>
    /// <param name="end">The first key that is not.</param>
    public StreamMerge(IEnumerable<StreamView> views, EventKey start, EventKey end)
    {
        _end = end;
        foreach (var view in views)
        {
            Enqueue(view, view.FirstAtOrAfter(start));
        }
    }

    /// <summary>Takes the next event.</summary>
    public bool TryTake(out StreamView view, out StoredEvent item)
    {
        if (!_heads.TryDequeue(out var head, out _))
        {
            (view, item) = (null!, default);
            return false;
        }

        view = head.View;
        item = view[head.Place];
        Enqueue(view, head.Place + 1);
        return true;
    }

    private void Enqueue(StreamView view, int place)
    {
        if (place < view.Count && view[place].Key.CompareTo(_end) < 0)
        {
            _heads.Enqueue((view, place), view[place].Key);
        }
    }
}
