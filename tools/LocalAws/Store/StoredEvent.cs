namespace PhiLens.LocalAws.Store;

/// <summary>
/// One event: 40 bytes beside its message, which lies as UTF-8 in a block shared with its neighbours.
/// </summary>
internal readonly struct StoredEvent(EventKey key, long ingestionTime, byte[] block, int offset, int length)
{
    public EventKey Key { get; } = key;

    public long IngestionTime { get; } = ingestionTime;

    public int Length => length;

    public ReadOnlySpan<byte> Message => block.AsSpan(offset, length);
}
