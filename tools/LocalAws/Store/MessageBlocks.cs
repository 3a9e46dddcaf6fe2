namespace PhiLens.LocalAws.Store;

/// <summary>
/// Packs messages one after another into large arrays: no object per event. Callers hold the stream's lock.
/// </summary>
internal sealed class MessageBlocks
{
    /// <summary>The first block of a stream; each later one doubles, so that small streams stay small.</summary>
    private const int FirstBlock = 16 * 1024;

    /// <summary>The largest block, unless one message alone is larger.</summary>
    private const int LargestBlock = 4 * 1024 * 1024;

    private byte[] _block = [];
    private int _used;

    public (byte[] Block, int Offset) Add(ReadOnlySpan<byte> message)
    {
        if (_block.Length - _used < message.Length)
        {
            var next = Math.Clamp(_block.Length * 2, FirstBlock, LargestBlock);
            _block = GC.AllocateUninitializedArray<byte>(Math.Max(next, message.Length));
            _used = 0;
        }

        var offset = _used;
        message.CopyTo(_block.AsSpan(offset));
        _used += message.Length;
        return (_block, offset);
    }
}
