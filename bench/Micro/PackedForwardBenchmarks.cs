using System.Text;
using BenchmarkDotNet.Attributes;
using PhiLens.Bench.EndToEnd.Work;
using PhiLens.Pipeline.Batching;
using PhiLens.Pipeline.Records;

namespace PhiLens.Bench.Micro;

/// <summary>
/// Appends a megabyte of records to a chunk for a Forward receiver: lines as they are, or whole records that become
/// MessagePack again. What it allocates is for the batch that a megabyte fills.
/// </summary>
public class PackedForwardBenchmarks : IDisposable
{
    private byte[] _log = [];
    private byte[] _record = [];
    private BatchBuilder? _builder;

    /// <summary>Bytes of a record.</summary>
    [Params(300, 1024)]
    public int Record { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        _log = MicroWork.Lines(LineContent.Text, Record);
        _record = Encoding.UTF8.GetBytes(
            "{\"container_id\":\"4f1c\",\"container_name\":\"/api\",\"source\":\"stdout\",\"log\":\"said \\\"yes\\\" "
            + new string('x', Record - 100) + "\",\"n\":12.5}");
        _builder = new BatchBuilder(
            MicroWork.Destination,
            MicroWork.Pool(),
            BatchLimits.Forward,
            TimeProvider.System,
            new BatchSequence(),
            new DiscardingQueue());
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _builder?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark]
    public bool Lines()
    {
        bool all = true;
        for (int at = 0; at < _log.Length; at += Record)
        {
            all &= _builder!.TryAppend(new LogRecord(_log.AsSpan(at, Record - 1), 1_700_000_000_000));
        }

        return all;
    }

    [Benchmark]
    public bool WholeRecords()
    {
        bool all = true;
        for (int at = 0; at < _log.Length; at += Record)
        {
            all &= _builder!.TryAppend(new LogRecord(_record, 1_700_000_000_000) { IsWhole = true });
        }

        return all;
    }
}
