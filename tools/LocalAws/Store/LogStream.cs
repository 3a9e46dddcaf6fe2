using PhiLens.LocalAws.Ingest;

namespace PhiLens.LocalAws.Store;

/// <summary>A log stream: its description and its events in the order in which they came.</summary>
internal sealed class LogStream(string name, string arn, long creationTime)
{
    private readonly Lock _gate = new();

    // Guarded by the gate. A null order says that arrival order is time order; a stale one is made again when read.
    private readonly MessageBlocks _messages = new();
    private EventSegments _events = new();
    private bool _inTimeOrder = true;
    private int[]? _order;

    public string Name { get; } = name;

    public string Arn { get; } = arn;

    public long CreationTime { get; } = creationTime;

    public long? FirstEventTime { get; private set; }

    public long? LastEventTime { get; private set; }

    public long? LastIngestionTime { get; private set; }

    /// <summary>The last <c>x-amzn-logs-format</c> that a request for this stream carried.</summary>
    public string? Format { get; private set; }

    /// <summary>Message bytes accepted, plus the 26 that the service adds for each event.</summary>
    public long StoredBytes { get; private set; }

    /// <summary>Notes accepted events, and keeps them unless <paramref name="keep"/> is false.</summary>
    public void Append(PutRequest request, Range accepted, long now, string? format, Func<int, long>? keep)
    {
        var events = request.Events[accepted];
        lock (_gate)
        {
            Format = format ?? Format;
            if (events.IsEmpty)
            {
                return;
            }

            FirstEventTime = Math.Min(FirstEventTime ?? long.MaxValue, events[0].Timestamp);
            LastEventTime = Math.Max(LastEventTime ?? long.MinValue, events[^1].Timestamp);
            LastIngestionTime = now;
            StoredBytes += PutLimits.BytesOf(events);
            if (keep is not null)
            {
                Keep(request, events, now, keep(events.Length));
            }
        }
    }

    public StreamView View()
    {
        lock (_gate)
        {
            if (!_inTimeOrder && _order?.Length != _events.Count)
            {
                _order = SortedPlaces();
            }

            return new StreamView(Name, _events, _inTimeOrder ? null : _order);
        }
    }

    private void Keep(PutRequest request, ReadOnlySpan<PutEvent> events, long now, long firstSequence)
    {
        var sequence = firstSequence;
        foreach (var item in events)
        {
            if (_events.Count > 0 && item.Timestamp < _events.At(_events.Count - 1).Key.Timestamp)
            {
                _inTimeOrder = false;
            }

            var (block, offset) = _messages.Add(request.MessageOf(item));
            var key = new EventKey(item.Timestamp, sequence++);
            _events.Add(new StoredEvent(key, now, block, offset, item.Length));
        }
    }

    private int[] SortedPlaces()
    {
        var order = new int[_events.Count];
        for (var place = 0; place < order.Length; place++)
        {
            order[place] = place;
        }

        Array.Sort(order, (left, right) => _events.At(left).Key.CompareTo(_events.At(right).Key));
        return order;
    }
}
