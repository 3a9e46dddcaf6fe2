using System.Buffers;

namespace PhiLens.LocalAws.Ingest;

/// <summary>
/// A PutLogEvents request: names, times, and the messages after JSON escapes were undone, as UTF-8 in one rented array.
/// </summary>
internal sealed class PutRequest(int bodyLength) : IDisposable
{
    private const int FirstEvents = 1024;

    // Undoing escapes never lengthens a text, so the messages fit into as many bytes as the body has.
    private readonly byte[] _text = ArrayPool<byte>.Shared.Rent(Math.Max(bodyLength, 1));
    private PutEvent[] _events = ArrayPool<PutEvent>.Shared.Rent(FirstEvents);
    private int _used;
    private int _count;

    public string? GroupName { get; set; }

    public string? StreamName { get; set; }

    /// <summary>Whether the member <c>logEvents</c> was there at all.</summary>
    public bool HasEvents { get; set; }

    public ReadOnlySpan<PutEvent> Events => _events.AsSpan(0, _count);

    /// <summary>Where the next message may be written.</summary>
    public Span<byte> Free => _text.AsSpan(_used);

    public ReadOnlySpan<byte> MessageOf(PutEvent item) => _text.AsSpan(item.Offset, item.Length);

    /// <summary>Forgets events read so far: a repeated member replaces the earlier one.</summary>
    public void Restart()
    {
        _count = 0;
        HasEvents = true;
    }

    public void Add(long timestamp, int messageLength)
    {
        if (_count == _events.Length)
        {
            var larger = ArrayPool<PutEvent>.Shared.Rent(_count * 2);
            Events.CopyTo(larger);
            ArrayPool<PutEvent>.Shared.Return(_events);
            _events = larger;
        }

        _events[_count++] = new PutEvent(timestamp, _used, messageLength);
        _used += messageLength;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_text, clearArray: false);
        ArrayPool<PutEvent>.Shared.Return(_events);
    }
}
