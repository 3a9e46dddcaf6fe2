using BenchmarkDotNet.Attributes;
using PhiLens.Bench.EndToEnd.Work;
using PhiLens.Pipeline.Framing;
using PhiLens.Pipeline.Records;

namespace PhiLens.Bench.Micro;

/// <summary>Finds the lines of a megabyte that comes in reads of the buffer's size, at most 64 KiB.</summary>
public class LineFramerBenchmarks : IDisposable
{
    private const int MaxRecord = 1024 * 1024;

    private byte[] _log = [];
    private LineFramer? _framer;

    /// <summary>Bytes of a line.</summary>
    [Params(200, 1024, 16384)]
    public int Line { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        _log = MicroWork.Lines(LineContent.Text, Line);
        _framer = new LineFramer(new ReadBuffers(MicroWork.Pool()), MaxRecord);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _framer?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The copy into the buffer stands for the read and is part of the figure.</summary>
    [Benchmark]
    public long Frame()
    {
        LineFramer framer = _framer!;
        long bytes = 0;
        for (int at = 0; at < _log.Length;)
        {
            _ = framer.Prepare();
            Span<byte> buffer = framer.Buffer.Span;
            int count = Math.Min(buffer.Length, _log.Length - at);
            _log.AsSpan(at, count).CopyTo(buffer);
            framer.Advance(count);
            at += count;
            while (framer.TryRead(out LinePiece piece))
            {
                bytes += piece.Bytes.Length;
                framer.MoveOn();
            }
        }

        return bytes;
    }
}
