using PhiLens.Bench.EndToEnd.Work;
using PhiLens.Pipeline;
using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Batching;
using PhiLens.Pipeline.Delivery;
using PhiLens.Pipeline.Framing;
using PhiLens.Pipeline.Records;

namespace PhiLens.Bench.Micro;

/// <summary>
/// Tells what a record allocates from what a batch does, which an average over both cannot: records between two closed
/// batches must allocate nothing at all. Counted by the runtime on this very thread, to the byte.
/// </summary>
internal static class LaneAllocation
{
    private const int WarmUpRounds = 20;
    private const int Rounds = 100;

    internal static void Print(TextWriter output)
    {
        foreach (int length in (int[])[200, 300, 1024, 16384])
        {
            (long records, long perRecord, long batches, long perBatch) = Measure(length);
            output.WriteLine(
                $"{length,6} B lines: {perRecord / (double)records:F3} bytes allocated per record ({records} records "
                + $"between closes), {perBatch / batches} bytes per batch ({batches} batches)");
        }
    }

    private static (long Records, long ForRecords, long Batches, long ForBatches) Measure(int length)
    {
        byte[] log = MicroWork.Lines(LineContent.Text, length);
        var queue = new DiscardingQueue();
        BlockPool pool = MicroWork.Pool();
        using var builder = new BatchBuilder(
            MicroWork.Destination, pool, BatchLimits.CloudWatchLogs, TimeProvider.System, new BatchSequence(), queue);
        using var framer = new LineFramer(new ReadBuffers(pool), PipelineOptions.SmallestRecord * 1024);
        var ledger = new Ledger();
        LedgerAccount account = ledger.OpenAccount();
        (long Records, long ForRecords, long Batches, long ForBatches) sums = default;
        for (int round = -WarmUpRounds; round < Rounds; round++)
        {
            if (round == 0)
            {
                sums = default;
            }

            Walk(log, framer, builder, queue, account, ref sums);
        }

        return sums;
    }

    private static void Walk(
        ReadOnlySpan<byte> log,
        LineFramer framer,
        BatchBuilder builder,
        DiscardingQueue queue,
        LedgerAccount account,
        ref (long Records, long ForRecords, long Batches, long ForBatches) sums)
    {
    }
}
