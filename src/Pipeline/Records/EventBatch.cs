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
        Segments = body.Blocks.Select(b => b.FilledMemory).ToArray();
    }

    /// <summary>The group and stream that the body names.</summary>
    public LogStreamName Destination { get; }

    /// <summary>
    /// When the batch was begun, as a number that grows over all streams: the smallest is the oldest.
    /// </summary>
    public long Sequence { get; }

    /// <summary>How many events the body holds, at least one.</summary>
    public int EventCount => _index.Count;

    /// <summary>How many records the events stand for: parts of one long record count once.</summary>
    internal int RecordCount =>
        EventCount - PartsOfRecords.Count() + PartsOfRecords.Distinct().Count(r => r is not OwnEvent);

    /// <summary>The body's length in bytes.</summary>
    public int BodyLength => _body.Length;

    /// <summary>The body, in order. Valid until <see cref="Release"/>.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Segments { get; }

    /// <summary>
    /// The body's SHA-256 (32 bytes), taken while it grew, for the request's signature; empty where nothing is signed.
    /// </summary>
    public required ReadOnlyMemory<byte> BodySha256 { get; init; }

    /// <summary>Receipts to settle, in order of the events.</summary>
    internal IReadOnlyList<OwedReceipt> Receipts => _receipts;

    private IEnumerable<IReceipt> PartsOfRecords => _receipts.Select(r => r.Receipt).Where(r => r.KeepsBook);

    /// <summary>Returns the batch's memory. Nothing of the batch may be read afterwards.</summary>
    public void Release()
    {
        _body.Clear();
        _index.Clear();
    }
}
