namespace PhiLens.Pipeline.Framing.Forward.Compression;

/// <summary>
/// Lets the framework's decompressor read from a block. It copies what it reads into an array of its own from a pool
/// that clears nothing, so that array is cleared here when the reading ends.
/// </summary>
/// <param name="source">The compressed bytes.</param>
internal sealed class CompressedInput(ReadOnlyMemory<byte> source) : Stream
{
    private ReadOnlyMemory<byte> _rest = source;
    private Memory<byte> _copies;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        _copies = buffer.AsMemory(offset, count);
        return Read(_copies.Span);
    }

    public override int Read(Span<byte> buffer)
    {
        int count = Math.Min(buffer.Length, _rest.Length);
        _rest.Span[..count].CopyTo(buffer);
        _rest = _rest[count..];
        return count;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _copies.Span.Clear();
        base.Dispose(disposing);
    }
}
