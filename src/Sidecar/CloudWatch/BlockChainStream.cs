using PhiLens.Pipeline.Records;

namespace PhiLens.Sidecar.CloudWatch;

/// <summary>Writes what a compressor gives into a chain of pooled blocks. Can do nothing else.</summary>
/// <param name="chain">Where the bytes go; it stays the caller's.</param>
internal sealed class BlockChainStream(BlockChain chain) : Stream
{
    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => chain.Length;

    /// <inheritdoc/>
    public override long Position
    {
        get => chain.Length;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer) => _ = chain.TryWrite(buffer, aboveLimit: true);

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
        // Every write is already where it belongs.
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();
}
