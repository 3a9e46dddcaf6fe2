using System.IO.Compression;
using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Framing.Forward.Compression;

/// <summary>
/// The entries of one compressed message: one or several gzip members (RFC 1952) behind one another, decompressed a
/// window at a time, so that memory holds one window and not the whole. What zlib itself keeps of the last 32 KiB lies
/// outside of the pool, and is given back to the C library without being cleared.
/// </summary>
internal sealed class InflatedEntries : IDisposable
{
    private readonly GrowingBuffer _window;
    private readonly GZipStream _inflater;
    private long _left;

    /// <summary>Begins to decompress.</summary>
    /// <param name="buffers">Where the window comes from.</param>
    /// <param name="compressed">The compressed bytes, which must stay in place meanwhile.</param>
    /// <param name="limit">The most bytes that may come out.</param>
    internal InflatedEntries(ReadBuffers buffers, ReadOnlyMemory<byte> compressed, long limit)
    {
        _window = new GrowingBuffer(buffers);
        _inflater = new GZipStream(new CompressedInput(compressed), CompressionMode.Decompress);
        _left = limit;
    }

    /// <summary>What is wrong after a fill that found the data malformed.</summary>
    internal MalformedReason Reason { get; private set; }

    /// <summary>Why there was no room, after a fill that found none.</summary>
    internal RentStatus Missing { get; private set; }

    /// <summary>Whether nothing more will come: everything was decompressed, or something is wrong.</summary>
    internal bool IsOver { get; private set; }

    /// <summary>The decompressed bytes that are not yet taken.</summary>
    internal ReadOnlySpan<byte> Held => _window.Held;

    internal void Take(int count) => _window.Take(count);

    /// <summary>Decompresses more.</summary>
    /// <returns>What is missing to go on; null for nothing.</returns>
    internal ForwardStep? Fill()
    {
        RentStatus room = _window.Prepare();
        if (room != RentStatus.Rented)
        {
            Missing = room;
            return ForwardStep.NeedsRoom;
        }

        try
        {
            int count = _inflater.Read(_window.Free.Span);
            _window.Advance(count);
            _left -= count;
            Reason = _left < 0 ? MalformedReason.InflatesTooLarge : MalformedReason.None;
            IsOver = count == 0 || _left < 0;
        }
        catch (InvalidDataException)
        {
            Reason = MalformedReason.DamagedCompression;
            IsOver = true;
        }

        return null;
    }

    public void Dispose()
    {
        _inflater.Dispose();
        _window.Dispose();
    }
}
