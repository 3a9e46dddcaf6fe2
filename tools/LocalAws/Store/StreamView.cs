namespace PhiLens.LocalAws.Store;

/// <summary>
/// A stream's events as they were at one moment, in time order with arrival order among equal times. It shares the
/// stream's segments: events are only ever appended, so what it shows does not change.
/// </summary>
internal sealed class StreamView(string streamName, EventSegments events, int[]? order)
{
    public string StreamName { get; } = streamName;

    public int Count => events.Count;

    /// <summary>The event at a place in time order.</summary>
    public ref readonly StoredEvent this[int place] => ref events.At(order is null ? place : order[place]);

    /// <summary>The event at a place in arrival order.</summary>
    public ref readonly StoredEvent Arrived(int place) => ref events.At(place);

    /// <summary>The first place whose event does not lie before the key; <see cref="Count"/> when all do.</summary>
    public int FirstAtOrAfter(EventKey key)
    {
        var low = 0;
        var high = Count;
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (this[middle].Key.CompareTo(key) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
