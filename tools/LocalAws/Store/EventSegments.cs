namespace PhiLens.LocalAws.Store;

/// <summary>
/// Events in the order of their arrival, in small arrays that are never moved: a list would copy a million events again
/// and again while it grows. A copy of this value keeps showing what was there when it was taken.
/// </summary>
internal struct EventSegments()
{
    /// <summary>Events per array: 256 of 40 bytes each, so that a stream with few events stays small.</summary>
    private const int SegmentSize = 256;

    private StoredEvent[][] _segments = [];

    public int Count { get; private set; }

    public readonly ref readonly StoredEvent At(int place) => ref _segments[place / SegmentSize][place % SegmentSize];

    public void Add(StoredEvent item)
    {
        var segment = Count / SegmentSize;
        if (segment == _segments.Length)
        {
            Array.Resize(ref _segments, Math.Max(1, segment * 2));
        }

        var events = _segments[segment] ??= new StoredEvent[SegmentSize];
        events[Count++ % SegmentSize] = item;
    }
}
