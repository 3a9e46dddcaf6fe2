using PhiLens.Bench.EndToEnd.Work;
using PhiLens.Pipeline.Records;

namespace PhiLens.Bench.Micro;

/// <summary>What the micro-benchmarks share: one operation is a megabyte of log.</summary>
internal static class MicroWork
{
    /// <summary>Bytes of log of one operation, to within one line.</summary>
    internal const int Megabyte = 1_000_000;

    internal static readonly LogStreamName Destination = new("/bench", "app/1");

    /// <summary>A megabyte of lines of one length.</summary>
    internal static byte[] Lines(LineContent content, int length) =>
        LogLines.Make(new LineShape(content, length), Megabyte);

    internal static BlockPool Pool() => new(new MemoryBudget(64 * 1024 * 1024));
}
