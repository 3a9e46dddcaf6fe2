using System.Text;
using PhiLens.Pipeline.Framing.Forward;
using PhiLens.Pipeline.Records;

namespace PhiLens.Pipeline.Tests.Doubles;

/// <summary>A decoder, and what it showed so far.</summary>
internal sealed class DecoderBench : IDisposable
{
    private const int MiB = 1024 * 1024;

    private readonly ForwardDecoder _decoder;

    internal DecoderBench(int maxFrame = 8 * MiB, int maxInflated = 16 * MiB)
    {
        Pool = Some.Pool();
        _decoder = new ForwardDecoder(new ReadBuffers(Pool), maxFrame, maxInflated);
    }

    internal BlockPool Pool { get; }

    internal MalformedReason Reason => _decoder.Reason;

    /// <summary>The entries: tag, milliseconds, and the record's bytes as Latin-1 text.</summary>
    internal List<(string Tag, long Time, string Record)> Entries { get; } = [];

    internal List<string> EndedChunks { get; } = [];

    internal int OtherSignals { get; private set; }

    /// <summary>Feeds bytes in reads of given sizes; a size of zero means as much as fits.</summary>
    internal void Feed(ReadOnlySpan<byte> bytes, Func<int>? nextSize = null)
    {
        while (!bytes.IsEmpty && Reason == MalformedReason.None)
        {
            Assert.Equal(RentStatus.Rented, _decoder.Prepare());
            int wanted = nextSize?.Invoke() ?? 0;
            int count = Math.Min(bytes.Length, Math.Min(_decoder.Buffer.Length, wanted == 0 ? int.MaxValue : wanted));
            bytes[..count].CopyTo(_decoder.Buffer.Span);
            bytes = bytes[count..];
            _decoder.Advance(count);
            TakeAll();
        }
    }

    public void Dispose()
    {
        _decoder.Dispose();
        Assert.Equal(0, Pool.RentedCount);
    }

    private void TakeAll()
    {
        while (true)
        {
            ForwardStep step = _decoder.Read(out ForwardEntry entry);
            switch (step)
            {
                case ForwardStep.Entry:
                    Entries.Add((
                        Encoding.UTF8.GetString(entry.Tag), entry.Time, Encoding.Latin1.GetString(entry.Record)));
                    break;
                case ForwardStep.EndOfChunk:
                    EndedChunks.Add(Encoding.UTF8.GetString(entry.Chunk));
                    break;
                case ForwardStep.OtherSignal:
                    OtherSignals++;
                    break;
                default:
                    return;
            }

            _decoder.MoveOn();
        }
    }
}
