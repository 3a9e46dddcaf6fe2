using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace PhiLens.Pipeline.Records;

/// <summary>
/// A closed batch of events for one log stream: the finished body of a PutLogEvents request, its hash, and what is
/// owed for it. Immutable, so that every retry sends the same bytes. Its holder returns the memory with
/// <see cref="Release"/>.
/// </summary>
public sealed class EventBatch
{
    private readonly BlockChain _body;
    private readonly EventIndex _index;
    private readonly IReadOnlyList<OwedReceipt> _receipts;
    private readonly bool _isPart;

    internal EventBatch(
        LogStreamName destination,
        long sequence,
        BlockChain body,
        EventIndex index,
        IReadOnlyList<OwedReceipt> receipts)
    {
        Destination = destination;
        Sequence = sequence;
        _body = body;
        _index = index;
        _receipts = receipts;
        EventCount = index.Count;
        BodyLength = body.Length;
        Segments = body.Blocks.Select(b => b.FilledMemory).ToArray();
    }

    /// <summary>Some events of a batch, as a view over its bytes.</summary>
    [SetsRequiredMembers]
    private EventBatch(EventBatch whole, int start, int end)
    {
        Destination = whole.Destination;
        Sequence = whole.Sequence;
        _body = whole._body;
        _index = whole._index;
        _isPart = true;
        _receipts = whole._receipts
            .Where(r => r.EventIndex >= start && r.EventIndex < end)
            .Select(r => r with { EventIndex = r.EventIndex - start })
            .ToArray();
        EventCount = end - start;
        Span<EventEntry> entries = _index.Entries;
        List<ReadOnlyMemory<byte>> segments = [];
        AddSegments(segments, 0, entries[0].Offset);
        AddSegments(segments, entries[start].Offset, EndOf(entries[end - 1]));
        AddSegments(segments, EndOf(entries[^1]), _body.Length);
        Segments = segments;
        BodyLength = segments.Sum(s => s.Length);
        BodySha256 = whole.BodySha256.IsEmpty ? default(ReadOnlyMemory<byte>) : HashOf(segments);
    }

    /// <summary>The group and stream that the body names.</summary>
    public LogStreamName Destination { get; }

    /// <summary>
    /// When the batch was begun, as a number that grows over all streams: the smallest is the oldest.
    /// </summary>
    public long Sequence { get; }

    /// <summary>How many events the body holds, at least one.</summary>
    public int EventCount { get; }

    /// <summary>The body's length in bytes.</summary>
    public int BodyLength { get; }

    /// <summary>The body, in order. Valid until <see cref="Release"/>.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Segments { get; }

    /// <summary>
    /// The body's SHA-256 (32 bytes), taken while it grew, for the request's signature; empty where nothing is signed.
    /// </summary>
    public required ReadOnlyMemory<byte> BodySha256 { get; init; }

    /// <summary>Receipts to settle, in order of the events.</summary>
    internal IReadOnlyList<OwedReceipt> Receipts => _receipts;

    /// <summary>
    /// Some of the events as a batch of its own: the same header and footer around fewer events. It copies no byte and
    /// holds no memory, so it is valid until the whole is released, and releasing it does nothing.
    /// </summary>
    /// <param name="start">Its first event in this batch, which must be a whole one.</param>
    /// <param name="end">The event after its last; greater than <paramref name="start"/>.</param>
    internal EventBatch Part(int start, int end) =>
        start == 0 && end == EventCount ? this : new EventBatch(this, start, end);

    /// <summary>
    /// How many records the events stand for, of those that this was not asked about before: parts of one long record
    /// count once, in whichever batch they are.
    /// </summary>
    internal int CountDoubtful()
    {
        int records = EventCount;
        foreach (OwedReceipt owed in _receipts)
        {
            if (owed.Receipt is OwnEvent || (owed.Receipt is SplitRecord split && !split.TryDoubt()))
            {
                records--;
            }
        }

        return records;
    }

    /// <summary>Returns the batch's memory. Nothing of the batch or of its parts may be read afterwards.</summary>
    public void Release()
    {
        if (!_isPart)
        {
            _body.Clear();
            _index.Clear();
        }
    }

    private static int EndOf(EventEntry entry) => entry.Offset + entry.Length;

    private static byte[] HashOf(IReadOnlyList<ReadOnlyMemory<byte>> segments)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (ReadOnlyMemory<byte> segment in segments)
        {
            hash.AppendData(segment.Span);
        }

        return hash.GetHashAndReset();
    }

    private void AddSegments(List<ReadOnlyMemory<byte>> segments, int start, int end)
    {
        foreach (Block block in _body.Blocks)
        {
            int from = Math.Clamp(start, 0, block.Length);
            int to = Math.Clamp(end, 0, block.Length);
            if (to > from)
            {
                segments.Add(block.MemoryOf(from, to - from));
            }

            start -= block.Length;
            end -= block.Length;
        }
    }
}
