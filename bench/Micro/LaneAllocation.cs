using PhiLens.Bench.EndToEnd.Work;
using PhiLens.Pipeline;
using PhiLens.Pipeline.Accounting;
using PhiLens.Pipeline.Acknowledging;
using PhiLens.Pipeline.Batching;
using PhiLens.Pipeline.Delivery;
using PhiLens.Pipeline.Delivery.Turns;
using PhiLens.Pipeline.Records;

namespace PhiLens.Bench.Micro;

/// <summary>
/// Tells what a record allocates from what a batch does, which an average over both cannot: a read in which no batch
/// closed must allocate nothing at all. Counted by the runtime on this very thread, to the byte.
/// </summary>
internal sealed class LaneAllocation : IDisposable
{
    private const int Megabytes = 100;

    private readonly BlockPool _pool = MicroWork.Pool();
    private readonly DiscardingQueue _queue = new();
    private readonly Deliverer _deliverer;
    private readonly BatchBuilder _builder;
    private readonly Lane _lane;

    // Of the reads in which no batch closed, and of those in which one did.
    private long _records;
    private long _bytesForRecords;
    private long _batches;
    private long _bytesForBatches;

    private LaneAllocation()
    {
        var ledger = new Ledger();
        var listener = new DeafListener();
        _deliverer = new Deliverer(
            new DeliveryRules
            {
                Sink = new DiscardingSink(),
                Schedule = new RetrySchedule(TimeSpan.FromSeconds(1), Random.Shared),
                Settlement = new Settlement(ledger, listener),
                Ledger = ledger,
                Listener = listener,
                Time = TimeProvider.System,
                Gate = new SendingGate(TimeProvider.System),
            },
            _pool.Budget);
        _builder = new BatchBuilder(
            MicroWork.Destination, _pool, BatchLimits.CloudWatchLogs, TimeProvider.System, new BatchSequence(), _queue);
        var parts = new LaneParts
        {
            Buffers = new ReadBuffers(_pool),
            Scratch = new ReadBuffers(_pool),
            Budget = _pool.Budget,
            Ledger = ledger,
            Overflow = new Overflow(WhenFull.Block, _deliverer, _ => { }, TimeProvider.System),
            Listener = listener,
            Time = TimeProvider.System,
            MaxRecordSize = new PipelineOptions().MaxRecordSize,
            MaxMessageBytes = BatchLimits.CloudWatchLogs.MaxMessageBytes,
            MaxEscapedBytes = int.MaxValue,
            ForwardAck = ForwardAck.Delivered,
            Chunks = new ChunkWindow(TimeProvider.System),
            FragmentAge = TimeSpan.FromSeconds(5),
            MultilineAge = TimeSpan.FromSeconds(1),
        };
        _lane = new Lane(parts, RecordOrigin.Unknown, [_builder]);
    }

    /// <summary>Measures lines of several lengths and prints a line for each.</summary>
    internal static async Task PrintAsync(TextWriter output)
    {
        await output.WriteLineAsync("Allocation of a lane, reads that close a batch apart from those that do not:");
        foreach (int length in (int[])[200, 300, 1024, 16384])
        {
            using var lane = new LaneAllocation();
            byte[] log = MicroWork.Lines(LineContent.Text, length);
            await lane.WalkAsync(log, Megabytes / 10);
            lane.Forget();
            await lane.WalkAsync(log, Megabytes);
            await output.WriteLineAsync(
                $"lines of {length} B: {lane._bytesForRecords} bytes for {lane._records} records; "
                + $"{lane._bytesForBatches / lane._batches} bytes for each of {lane._batches} batches");
        }
    }

    public void Dispose()
    {
        _lane.Dispose();
        _builder.Dispose();
        _deliverer.Dispose();
    }

    private void Forget() => _records = _bytesForRecords = _batches = _bytesForBatches = 0;

    private async Task WalkAsync(ReadOnlyMemory<byte> log, int times)
    {
        for (int i = 0; i < times; i++)
        {
            for (ReadOnlyMemory<byte> rest = log; !rest.IsEmpty;)
            {
                rest = rest[await ReadAsync(rest)..];
            }
        }
    }

    /// <summary>One read of a source. The lane never has to wait here, so all of it happens on one thread.</summary>
    private async ValueTask<int> ReadAsync(ReadOnlyMemory<byte> log)
    {
        int closed = _queue.Taken;
        long before = GC.GetAllocatedBytesForCurrentThread();
        Memory<byte> buffer = await _lane.GetBufferAsync(CancellationToken.None);
        int count = Math.Min(buffer.Length, log.Length);
        log[..count].CopyTo(buffer);
        await _lane.AdvanceAsync(count, CancellationToken.None);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        if (_queue.Taken == closed)
        {
            _records += log.Span[..count].Count((byte)'\n');
            _bytesForRecords += allocated;
        }
        else
        {
            _batches += _queue.Taken - closed;
            _bytesForBatches += allocated;
        }

        return count;
    }
}
