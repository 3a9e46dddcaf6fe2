using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Acknowledging;

/// <summary>The chunk whose entries one connection is reading.</summary>
/// <param name="window">The chunks that came lately.</param>
/// <param name="when">When a chunk is acknowledged.</param>
/// <param name="acks">Takes the connection's acknowledgements.</param>
internal sealed class ChunkAtHand(ChunkWindow window, ForwardAck when, IAckSink acks)
{
    private bool _isOpen;
    private ChunkReceipt? _chunk;
    private long _lostBefore;

    /// <summary>Whether the chunk came before, so that its records must be left out.</summary>
    internal bool IsKnown => _isOpen && _chunk is null;

    /// <summary>Who waits to hear of each record; null for nobody.</summary>
    internal IReceipt? Receipt => when == ForwardAck.Delivered ? _chunk : null;

    /// <summary>An entry, or the end, of a chunk comes.</summary>
    /// <param name="name">The chunk's name; empty for none.</param>
    /// <param name="lost">How many records the connection has lost so far for want of memory.</param>
    internal void Open(ReadOnlySpan<byte> name, long lost)
    {
        if (!name.IsEmpty && !_isOpen)
        {
            _isOpen = true;
            _lostBefore = lost;
            _chunk = window.Open(name, acks);
        }
    }

    /// <summary>All entries of the chunk were taken.</summary>
    /// <param name="lost">How many records the connection has lost so far for want of memory.</param>
    internal void End(long lost) => Close(lost == _lostBefore ? null : DropReason.Memory);

    /// <summary>The rest of the chunk will not come: it must be sent again.</summary>
    internal void Abandon() => Close(DropReason.Shutdown);

    private void Close(DropReason? lost)
    {
        _chunk?.Settle(lost);
        _chunk = null;
        _isOpen = false;
    }
}
