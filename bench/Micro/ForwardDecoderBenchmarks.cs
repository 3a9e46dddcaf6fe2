using BenchmarkDotNet.Attributes;
using PhiLens.Pipeline.Framing.Forward;
using PhiLens.Pipeline.Records;

namespace PhiLens.Bench.Micro;

/// <summary>Takes the entries out of a megabyte of log that comes in reads of the buffer's size.</summary>
public class ForwardDecoderBenchmarks : IDisposable
{
    private byte[] _messages = [];
    private byte[] _packed = [];
    private ForwardDecoder? _decoder;

    /// <summary>Bytes of a line.</summary>
    [Params(300, 1024)]
    public int Line { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        _messages = ForwardWork.Messages(Line);
        _packed = ForwardWork.Packed(Line);
        _decoder = new ForwardDecoder(
            new ReadBuffers(MicroWork.Pool()), ForwardDecoder.UsualFrame, ForwardDecoder.UsualInflated);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _decoder?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>A message for each line, as Docker's log driver sends them.</summary>
    [Benchmark]
    public long Messages() => Decode(_messages);

    /// <summary>One PackedForward message.</summary>
    [Benchmark]
    public long Packed() => Decode(_packed);

    /// <summary>The copy into the buffer stands for the read and is part of the figure.</summary>
    private long Decode(ReadOnlySpan<byte> rest)
    {
        ForwardDecoder decoder = _decoder!;
        long bytes = 0;
        while (!rest.IsEmpty)
        {
            _ = decoder.Prepare();
            int count = Math.Min(decoder.Buffer.Length, rest.Length);
            rest[..count].CopyTo(decoder.Buffer.Span);
            rest = rest[count..];
            decoder.Advance(count);
            while (decoder.Read(out ForwardEntry entry) == ForwardStep.Entry)
            {
                bytes += entry.Record.Length;
                decoder.MoveOn();
            }
        }

        return bytes;
    }
}
